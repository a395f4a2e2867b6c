"""cygos import wordpress: the posts and pages of a WordPress export, with a report of what became of each.

Exit codes: 0 everything is in (or was already); 1 something was refused, the rest is in, or the file is no export;
2 a wrong word on the command line; 130 stopped by Ctrl-C, what was in stays in.
"""

import csv
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

from cygos.config import terminal
from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo

if TYPE_CHECKING:
    from cygos.information.wordpress.taking import Run, Taken

COUNTED = {
    "new": gettext_noop("Baru"),
    "updated": gettext_noop("Diperbarui"),
    "unchanged": gettext_noop("Sudah ada, tidak berubah"),
    "drafts": gettext_noop("Di antaranya konsep"),
    "left_out": gettext_noop("Dilewati"),
    "refused": gettext_noop("Ditolak"),
}
LEFT_OUT = gettext_noop("dilewati")
COLUMNS = (
    gettext_noop("nomor"), gettext_noop("jenis"), gettext_noop("hasil"), gettext_noop("judul"),
    gettext_noop("alamat"), gettext_noop("alamat lama"), gettext_noop("catatan"),
)  # fmt: skip

Export = Annotated[Path, typer.Argument(help=gettext_noop("Berkas ekspor WordPress (WXR, .xml)."))]
Files = Annotated[
    Path | None,
    typer.Option(
        "--media", help=gettext_noop("Folder wp-content/uploads situs lama: gambar dan dokumennya.")
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        help=gettext_noop(
            "Berkas CSV laporan. Bawaan: di samping ekspor, dengan akhiran .laporan.csv."
        )
    ),
]
CategoryName = Annotated[
    str | None,
    typer.Option(
        "--category", help=gettext_noop("Kategori untuk semuanya; yang tertulis menjadi topik.")
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=gettext_noop("Coba saja; tidak ada yang disimpan."))
]


def wordpress(
    file: Export,
    media: Files = None,
    report: Report = None,
    category: CategoryName = None,
    dry_run: DryRun = False,
) -> None:
    """Each post entirely or not at all; the same export twice changes nothing."""
    from cygos.config.commands.city import the_city

    if media and not media.is_dir():
        raise typer.BadParameter(gettext("--media bukan folder yang ada"))
    place = report or file.with_name(f"{file.name}.laporan.csv")
    with the_city():
        from cygos.information.news.importing import category_called
        from cygos.information.wordpress.media import Media, SeenMedia
        from cygos.information.wordpress.taking import Rehearsal, Run
        from cygos.web import clock

        with terminal.step(gettext("Membaca ekspor")):
            run = (Rehearsal if dry_run else Run)(
                file, media=(SeenMedia if dry_run else Media)(media), at=clock.now(),
                category=category_called(category) if category else None,
            )  # fmt: skip
        with _Paper(place) as paper:
            code, counts = _take_all(run, paper)
    _sum_up(run, counts, place, dry_run=dry_run)
    raise typer.Exit(code or (terminal.REFUSED if counts["refused"] else terminal.DONE))


def _take_all(run: "Run", paper: "_Paper") -> tuple[int, Counter[str]]:
    """Nothing is kept of a post but its line in the report."""
    counts: Counter[str] = Counter()
    with terminal.counting(gettext("Mengimpor"), of=run.total) as far:
        try:
            for entry in run.entries():
                taken = run.take(entry)
                counts[taken.outcome.value if taken.outcome else "left_out"] += 1
                counts["drafts"] += taken.is_draft
                paper.write(taken)
                far.advance()
        except KeyboardInterrupt:
            return terminal.STOPPED, counts
    return terminal.DONE, counts


def _sum_up(run: "Run", counts: Counter[str], place: Path, *, dry_run: bool) -> None:
    wide = max(len(gettext(title)) for title in COUNTED.values())
    lines = [
        "",
        *(f"  {gettext(title):<{wide}}  {counts[name]:>7,}" for name, title in COUNTED.items()),
        "",
    ]
    if run.beside:
        said = ", ".join(f"{count} {kind}" for kind, count in run.beside.items())
        lines.append(
            gettext("Tidak dibawa, karena bukan pos atau halaman: {said}.").format(said=said)
        )
    lines.append(gettext("Komentar tidak diimpor. Laporan: {place}").format(place=place))
    if dry_run:
        lines.append(gettext("Percobaan saja: tidak ada yang disimpan."))
    facts = {name: counts[name] for name in COUNTED}
    terminal.answer(facts | {"beside": run.beside, "report": str(place)}, text="\n".join(lines))


class _Paper:
    """The report, a line for each post as it is done. Raises CannotDo before anything is taken in."""

    def __init__(self, place: Path) -> None:
        try:
            self._file = place.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            said = gettext_noop(
                "Laporan {place} tidak dapat ditulis: {why}. Pilih berkas lain dengan --report."
            )
            raise CannotDo(said, place=place, why=error.strerror) from error
        self._lines = csv.writer(self._file)
        self._lines.writerow([gettext(name) for name in COLUMNS])

    def write(self, taken: "Taken") -> None:
        from cygos.web.workspace.table_rows import harmless

        entry, outcome = taken.entry, taken.outcome
        said = gettext(COUNTED[outcome.value]) if outcome else gettext(LEFT_OUT)
        notes = taken.notes.told(gettext)
        if reason := taken.reason:
            why = " ".join((gettext(reason.sentence), gettext(reason.advice)))
            notes.append(why.format(**reason.facts))
        row = [
            entry.number, entry.kind, said.lower(), taken.title, taken.address, entry.link,
            "; ".join(notes),
        ]  # fmt: skip
        self._lines.writerow([harmless(each) for each in row])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
