"""cygos demo: what may be done to a demo city only: move its clock, or begin it anew."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo
from cygos.config.terminal import answer, step


def add_to(app: typer.Typer) -> None:
    """Add `demo`."""
    words = App(cls=Words, no_args_is_help=True, help=gettext_noop("Hanya untuk kota contoh."))
    words.command(help=gettext_noop("Geser jam kota contoh; tanpa pilihan, tunjukkan jamnya."))(
        tick
    )
    words.command(help=gettext_noop("Kosongkan kota contoh dan isi lagi dari paketnya."))(reset)
    app.add_typer(words, name="demo")


def tick(
    days: Annotated[int, typer.Option(help=gettext_noop("Sekian hari dari jam sekarang."))] = 0,
    hours: Annotated[int, typer.Option(help=gettext_noop("Sekian jam dari jam sekarang."))] = 0,
    to: Annotated[
        str, typer.Option(help=gettext_noop("Waktu WIB, seperti 2016-12-07T14:24 atau 2016-12-07."))
    ] = "",
    back: Annotated[
        bool, typer.Option("--reset", help=gettext_noop("Kembalikan ke waktu sebenarnya."))
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help=gettext_noop("Hanya tunjukkan jamnya."))
    ] = False,
) -> None:
    """Ask the clock, move it, and say what it says."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.web import clock

        step_of = timedelta(days=days, hours=hours)
        if show or not (back or to or step_of):
            moment = clock.now()
        elif back:
            moment = clock.move_back()
        else:
            moment = clock.move_to(_moment(to) + step_of) if to else clock.move_on(step_of)
        _tell(moment, by=clock.offset())


def reset(
    yes: Annotated[bool, typer.Option("--yes", help=gettext_noop("Tanpa bertanya."))] = False,
) -> None:
    """Drop every table, make them again, and fill them from the pack."""
    from cygos.config.commands.city import the_city
    from cygos.config.options import options

    with the_city():
        from cygos.web import clock

        if not options().is_demo:
            raise clock.NotADemo
        if not yes:
            typer.confirm(gettext("Semua isi kota contoh ini akan hilang. Lanjutkan?"), abort=True)
        _begin_anew()
    answer({"reset": True}, text=gettext("Kota contoh kembali seperti baru."))


def _begin_anew() -> None:
    import shutil

    from django.conf import settings
    from django.db import connection

    from cygos.config.serving.preparing import migrate, open_the_pack

    with step(gettext("Kosongkan")):
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    with step(gettext("Tabel")):
        migrate()
    with step(gettext("Paket kota")):
        open_the_pack()


def _moment(text: str) -> datetime:
    from django.utils import timezone

    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CannotDo(
            gettext_noop("“{text}” bukan waktu. Tulis seperti 2016-12-07T14:24 atau 2016-12-07."),
            text=text,
        ) from error
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _tell(moment: datetime, *, by: timedelta) -> None:
    from django.utils import timezone

    here = timezone.localtime(moment)
    facts = {"now": here.isoformat(timespec="seconds"), "offset_seconds": int(by.total_seconds())}
    said = gettext("Jam kota: {moment:%d-%m-%Y %H:%M} WIB, {days} hari dari waktu sebenarnya.")
    if not facts["offset_seconds"]:
        said = gettext("Jam kota: {moment:%d-%m-%Y %H:%M} WIB, waktu sebenarnya.")
    answer(facts, text=said.format(moment=here, days=round(by / timedelta(days=1), 1)))
