"""cygos mail: the mails to subscribers, where no `cygos serve` sends them.

Exit codes: 0 everything that was due is sent; 1 the mail server did not answer, the rest waits; 130 stopped by Ctrl-C.
"""

from collections import Counter

import typer

from cygos.config import terminal
from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo


def add_to(app: typer.Typer) -> None:
    """Add `mail`."""
    words = App(cls=Words, help=gettext_noop("Surel kepada pelanggan."), no_args_is_help=True)
    words.callback()(lambda: None)  # keeps it a group while there is a single word
    words.command("send", help=gettext_noop("Kirim semua yang sudah waktunya."))(send)
    app.add_typer(words, name="mail")


def send() -> None:
    """Round after round until nothing is due. May run beside `serve`, and on several machines."""
    from cygos.config.commands.city import the_city

    counts: Counter[str] = Counter()
    with the_city(), terminal.step(gettext("Mengirim")):
        from cygos.information.subscriptions.sending import MailServerAway, send_due, tidy
        from cygos.web import clock

        try:
            while done := send_due(at=clock.now):
                counts += done
        except MailServerAway as error:
            said = gettext_noop(
                "Server surel tidak menjawab; {sent} surel terkirim, sisanya menunggu. Periksa "
                "CYGOS_EMAIL_URL, lalu ulangi."
            )
            raise CannotDo(said, sent=counts["sent"]) from error
        tidy(at=clock.now())
    names = ("sent", "postponed", "refused")
    said = gettext("{sent} terkirim, {postponed} ditunda, {refused} ditolak.")
    facts = {name: counts[name] for name in names}
    terminal.answer(facts, text=said.format(**facts))
