"""Areas in a pack: areas.csv, by Kemendagri code."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.columns import Link, Text
from cygos.kernel.pack.section import Row, Section
from cygos.kernel.pack.table import Table
from cygos.kernel.places.models import Area, Level

ABOVE = {
    Level.PROVINCE: "",
    Level.CITY: Level.PROVINCE,
    Level.DISTRICT: Level.CITY,
    Level.WARD: Level.DISTRICT,
}


def _stands_below(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
    """A kelurahan lies in a kecamatan, a kecamatan in the city, and the code says so too."""
    levels = {row.key: row.values["level"] for row in rows}
    for row in rows:
        above, parent = ABOVE[Level(row.values["level"])], row.values["parent"]
        if levels.get(parent, "") != above:
            level = above or gettext("tidak ada")
            yield (
                row,
                "parent",
                gettext("diharapkan wilayah setingkat: {level}").format(level=level),
            )
        elif parent != row.key.rpartition(".")[0]:
            yield (
                row,
                "code",
                gettext("diharapkan kode yang diawali {parent}").format(parent=parent),
            )


AREAS = Section(
    name="areas",
    title=_("Wilayah"),
    model=Area,
    source=Table("areas.csv"),
    key=("code",),
    columns=(
        Text("code"),
        Text("level"),
        Text("name"),
        Link("parent", to="areas"),
        Text("postal_code"),
    ),
    rules=(_stands_below,),
)
