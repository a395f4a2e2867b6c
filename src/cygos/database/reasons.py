"""Why the database cannot be had, in a sentence that says what to do next."""


class ClusterError(Exception):
    """`sentence` is a msgid in Bahasa; whoever shows it translates it and fills in `facts`."""

    def __init__(self, sentence: str, **facts: object) -> None:
        self.sentence = sentence
        self.facts = facts
        super().__init__(sentence.format(**facts))


class Busy(ClusterError):
    """Another process runs this cluster."""


def gettext_noop(text: str) -> str:
    """Mark a text for the catalogues; Django's own would ask for settings that need this database."""
    return text
