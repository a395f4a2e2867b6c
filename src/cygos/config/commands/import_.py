"""cygos import: bring in what an old site held.

Exit codes: 0 everything is in (or was already); 1 something was refused, the rest is in; 2 a wrong word on the
command line; 130 stopped by Ctrl-C, what was in stays in.
"""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from cygos.config import terminal
from cygos.config.commands.import_wordpress import wordpress
from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext, gettext_noop

if TYPE_CHECKING:
    from cygos.information.news.importing import Import, Result

FEW = 20  # files: as many are named one by one
COUNTED = {
    "new": gettext_noop("Baru"),
    "updated": gettext_noop("Diperbarui"),
    "unchanged": gettext_noop("Sudah ada, tidak berubah"),
    "refused": gettext_noop("Ditolak"),
    "notices": gettext_noop("Pengumuman baru"),
}

Files = Annotated[
    list[Path], typer.Argument(help=gettext_noop("Berkas teks, atau folder berisi .txt."))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=gettext_noop("Coba saja; tidak ada yang disimpan."))
]
CategoryName = Annotated[
    str | None,
    typer.Option(
        "--category", help=gettext_noop("Kategori untuk semuanya, pengganti yang tertulis.")
    ),
]
OldAddress = Annotated[
    str | None, typer.Option(help=gettext_noop("Alamat lama halaman itu; untuk satu berkas."))
]
OldAddresses = Annotated[
    Path | None,
    typer.Option(
        help=gettext_noop("Daftar alamat lama: nama berkas, tab, alamat; satu per baris.")
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add `import`."""
    words = App(cls=Words, help=gettext_noop("Bawa masuk isi situs lama."), no_args_is_help=True)
    words.command("portal-page", help=gettext_noop("Impor halaman berita portal lama."))(
        portal_page
    )
    words.command("wordpress", help=gettext_noop("Impor pos dan halaman dari ekspor WordPress."))(
        wordpress
    )
    app.add_typer(words, name="import")


def portal_page(
    files: Files,
    dry_run: DryRun = False,
    category: CategoryName = None,
    old_address: OldAddress = None,
    old_addresses: OldAddresses = None,
) -> None:
    """Each file entirely or not at all; the same file twice changes nothing."""
    from cygos.config.commands.city import the_city

    if old_address and (old_addresses or len(files) > 1 or files[0].is_dir()):
        raise typer.BadParameter(
            gettext("--old-address untuk satu berkas saja; untuk beberapa, pakai --old-addresses")
        )
    with the_city():
        from cygos.information.news import importing
        from cygos.information.news import old_addresses as addresses
        from cygos.web import clock

        known = addresses.read(old_addresses) if old_addresses else {}
        if old_address:
            known = {str(files[0]): addresses.checked(old_address)}
        run = (importing.Rehearsal if dry_run else importing.Import)(
            at=clock.now(),
            category=importing.category_called(category) if category else None,
            old_addresses=known,
        )
        total = sum(1 for _file in importing.files_in(files))
        teller = _ToMachine() if terminal.manner.as_json else _ToPerson(total, dry_run=dry_run)
        code = _take_all(run, importing.files_in(files), total, teller)
    raise typer.Exit(code)


class _Teller(Protocol):
    def tell(self, result: "Result") -> None: ...

    def sum_up(self, counts: Counter[str]) -> None: ...


def _take_all(run: "Import", files: Iterable[Path], total: int, teller: _Teller) -> int:
    """Nothing is kept of a file but its count, however many there are."""
    counts: Counter[str] = Counter()
    code = terminal.DONE
    with terminal.counting(gettext("Mengimpor"), of=total) as far:
        try:
            for result in run.take_all(files):
                counts[result.outcome] += 1
                counts["notices"] += result.new_notices
                teller.tell(result)
                far.advance()
        except KeyboardInterrupt:
            code = terminal.STOPPED
    teller.sum_up(counts)
    return code or (terminal.REFUSED if counts["refused"] else terminal.DONE)


class _ToPerson:
    """A line about what deserves one, and a table at the end."""

    def __init__(self, total: int, *, dry_run: bool) -> None:
        self._names_all, self._dry_run = total <= FEW, dry_run

    def tell(self, result: "Result") -> None:
        if result.reason:
            terminal.warn(_why(result)["reason"])
        elif self._names_all or result.outcome == "updated":
            terminal.say(f"{gettext(COUNTED[result.outcome])}: {result.address} ({result.file})")

    def sum_up(self, counts: Counter[str]) -> None:
        rows = [(gettext(title), f"{counts[name]:,}") for name, title in COUNTED.items()]
        wide = max(len(title) for title, _count in rows)
        terminal.say("", *(f"  {title:<{wide}}  {count:>7}" for title, count in rows))
        if self._dry_run:
            terminal.say(gettext("Percobaan saja: tidak ada yang disimpan."))


class _ToMachine:
    """One JSON document, written while the work goes on."""

    def __init__(self) -> None:
        self._before = '{"files": [\n'

    def tell(self, result: "Result") -> None:
        told: dict[str, Any] = {"file": result.file, "outcome": result.outcome}
        told |= _why(result) if result.reason else {"address": result.address}
        print(self._before + json.dumps(told, ensure_ascii=False), end="")
        self._before = ",\n"

    def sum_up(self, counts: Counter[str]) -> None:
        summary = json.dumps({name: counts[name] for name in COUNTED})
        start = self._before if self._before.startswith("{") else "\n"
        print(f'{start}], "summary": {summary}}}')


def _why(result: "Result") -> dict[str, Any]:
    """Why a file was refused: what, where, and what to do."""
    from cygos.information.news.portal_page import NotAPortalPage

    reason = result.reason
    if isinstance(reason, NotAPortalPage):
        expected = gettext(reason.expected)
        said = gettext("{file}:{line}: seharusnya {expected}; yang ada: “{found}”.").format(
            file=result.file, line=reason.line, expected=expected, found=reason.found
        )
        return {"reason": said, "line": reason.line, "expected": expected, "found": reason.found}
    if isinstance(reason, OSError):
        why = reason.strerror or str(reason)
        said = gettext("{file}: tidak dapat dibaca: {why}.").format(file=result.file, why=why)
        return {"reason": said, "code": "unreadable"}
    assert reason is not None  # noqa: S101  # asked of refused files only
    said = " ".join((gettext(reason.sentence), gettext(reason.advice))).format(**reason.facts)
    return {"reason": f"{result.file}: {said}", "code": reason.code}
