"""Why a command cannot do what was asked."""


class CannotDo(Exception):
    """`sentence` is a msgid in Bahasa that says what, why and what next; `facts` fill it in when it is shown."""

    def __init__(self, sentence: str, **facts: object) -> None:
        self.sentence = sentence
        self.facts = facts
        super().__init__(sentence.format(**facts))
