"""cygos pack: look at, check, apply and write back a city pack.

Exit codes: 0 done, or nothing to do; 1 refused (the sentence says why); 2 a wrong word on the command line;
3 not applied, because nobody consented.
"""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from cygos.config import terminal
from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext_noop

NOT_CONSENTED = 3

Name = Annotated[str, typer.Argument(help=gettext_noop("Nama paket atau foldernya."))]
Yes = Annotated[bool, typer.Option("--yes", help=gettext_noop("Tanpa bertanya."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=gettext_noop("Hanya pratinjau."))]
Take = Annotated[
    list[str] | None,
    typer.Option(help=gettext_noop("Ambil isi paket untuk kunci ini, walau diubah di layar.")),
]
TakeAll = Annotated[
    bool, typer.Option("--take-all", help=gettext_noop("Ambil isi paket untuk semuanya."))
]


def add_to(app: typer.Typer) -> None:
    """Add `pack`."""
    words = App(cls=Words, help=gettext_noop("Paket kota."), no_args_is_help=True)
    words.command(help=gettext_noop("Terapkan paket, setelah pratinjau."))(apply)
    words.command(help=gettext_noop("Tulis kota kembali sebagai paket."))(export)
    words.command(help=gettext_noop("Apa isi paket."))(show)
    words.command(help=gettext_noop("Periksa paket, tanpa basis data."))(check)
    app.add_typer(words, name="pack")


def apply(
    pack: Name,
    yes: Yes = False,
    dry_run: DryRun = False,
    take: Take = None,
    take_all: TakeAll = False,
) -> None:
    """Preview, consent, apply: in that order."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.config import packs, previews
        from cygos.config.options import options
        from cygos.kernel.pack.comparing import Everything
        from cygos.web import clock

        found = packs.read(packs.where(pack))
        sections = packs.sections_for(demo=options().is_demo)
        taken = Everything() if take_all else frozenset(take or ())
        seen = packs.plan(found, sections, take=taken)
        if not terminal.manner.as_json:
            print("\n".join(previews.lines(found, seen, sections)))
        applied = not dry_run and (yes or not seen.writes or _consents(found.name))
        if applied:
            packs.apply(found, sections, seen=seen, take=taken, at=clock.now())
        if terminal.manner.as_json:
            told = previews.as_data(found, seen) | {"applied": applied}
            print(json.dumps(told, ensure_ascii=False, indent=1))
        elif applied and seen.writes:
            print(_("Diterapkan."))
    if not applied and not dry_run:
        raise typer.Exit(NOT_CONSENTED)


def export(
    folder: Annotated[Path, typer.Argument(help=gettext_noop("Folder baru atau kosong."))],
) -> None:
    """The city as it stands now; invented people too, real ones never."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.config import packs
        from cygos.kernel.pack import exporting

        count = exporting.write(folder, packs.EVERYTHING)
    if terminal.manner.as_json:
        print(json.dumps({"folder": str(folder), "rows": count}))
    else:
        print(_("{count} baris ditulis ke {folder}.").format(count=count, folder=folder))


def show(pack: Name) -> None:
    """How many rows of what."""
    import django

    django.setup()
    from cygos.config import packs

    found = packs.read(packs.where(pack))
    counts = {name: len(rows) for name, rows in found.rows.items()}
    city = next(iter(found.rows["city"].values())).values["name"]
    if terminal.manner.as_json:
        told = {"pack": found.name, "city": city, "digest": found.digest, "rows": counts}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    print(f"{city} ({found.folder})")
    for section in packs.EVERYTHING:
        print(f"  {counts[section.name]:5}  {section.title}")


def check(pack: Name) -> None:
    """Everything that is wrong with it, with file, line and column."""
    import django

    django.setup()
    from cygos.config import packs
    from cygos.kernel.pack.faults import FaultyPack

    try:
        found = packs.read(packs.where(pack))
    except FaultyPack as reason:
        if not terminal.manner.as_json:
            raise
        print(json.dumps([vars(fault) for fault in reason.faults], ensure_ascii=False, indent=1))
        raise typer.Exit(1) from reason
    print("[]" if terminal.manner.as_json else _("Paket {name} baik.").format(name=found.name))


def _consents(name: str) -> bool:
    """Whether the person at the terminal types the pack's name; nobody there means no."""
    if not sys.stdin.isatty():
        print(_("Tidak diterapkan: tambahkan --yes untuk menerapkannya."), file=sys.stderr)
        return False
    asked = _("Ketik “{name}” untuk menerapkannya: ").format(name=name)
    return input(asked).strip() == name
