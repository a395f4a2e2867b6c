"""cygos search: the index of the city's search, written anew from what is published.

Exit codes: 0 done; 130 stopped by Ctrl-C: what was written stays, run it again.
"""

import typer

from cygos.config import terminal
from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext, gettext_noop


def add_to(app: typer.Typer) -> None:
    """Add `search`."""
    words = App(cls=Words, help=gettext_noop("Pencarian kota."), no_args_is_help=True)
    words.callback()(lambda: None)  # keeps it a group while there is a single word
    words.command("rebuild", help=gettext_noop("Tulis ulang indeks pencarian."))(rebuild)
    app.add_typer(words, name="search")


def rebuild() -> None:
    """Every thing again, a portion at a time: readers keep finding while it runs."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.kernel.search import keeping
        from cygos.kernel.search.kinds import kinds

        counts: dict[str, int] = {}
        for kind in kinds():
            with terminal.counting(str(kind.label), of=len(set(kind.keys()))) as far:
                counts[kind.name] = keeping.write_anew(kind, far=far.advance)
    said = gettext("Indeks pencarian ditulis ulang: {count} dapat ditemukan.")
    terminal.answer({"written": counts}, text=said.format(count=sum(counts.values())))
