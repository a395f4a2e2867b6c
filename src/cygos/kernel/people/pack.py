"""Units and posts in a pack, and the invented people of a demo city with their hats."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.columns import Day, Link, Text, YesNo
from cygos.kernel.pack.section import Row, Section
from cygos.kernel.pack.table import OptionalTable, Table
from cygos.kernel.people.models import Hat, Person, Post, Unit

NEVER_REAL = (".invalid", ".example", "@example.org", "@example.com", "@example.net")


def _ends_after_it_begins(first: str, last: str) -> Any:
    def rule(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
        for row in rows:
            begun, ended = row.values[first], row.values[last]
            if begun and ended and ended < begun:
                yield row, last, gettext("diharapkan {day} atau sesudahnya").format(day=begun)

    return rule


def _nobody_real(rows: Sequence[Row]) -> Iterator[tuple[Row, str, str]]:
    """A demo person's address can reach nobody."""
    for row in rows:
        if not row.values["email"].endswith(NEVER_REAL):
            wanted = ", ".join(NEVER_REAL)
            yield row, "email", gettext("diharapkan alamat contoh: {ends}").format(ends=wanted)


def _invented(**facts: Any) -> Person:
    person = Person(**facts)
    person.set_unusable_password()
    return person


UNITS = Section(
    name="units",
    revision="revision",
    title=_("Perangkat daerah"),
    model=Unit,
    source=Table("units.csv"),
    key=("code",),
    columns=(
        Text("code"),
        Text("name"),
        Text("short_name"),
        Text("kind"),
        Link("parent", to="units"),
        Link("successor", to="units"),
        Day("valid_from"),
        Day("valid_until"),
        Text("address"),
        Text("phone"),
        Text("email"),
        Text("note"),
    ),
    rules=(_ends_after_it_begins("valid_from", "valid_until"),),
)
POSTS = Section(
    name="posts",
    revision="revision",
    title=_("Jabatan"),
    model=Post,
    source=Table("posts.csv"),
    key=("code",),
    columns=(
        Text("code"),
        Text("title"),
        Link("unit", to="units"),
        Link("superior", to="posts"),
        YesNo("is_head"),
    ),
)
PERSONS = Section(
    name="persons",
    revision="revision",
    title=_("Orang contoh"),
    model=Person,
    source=OptionalTable("demo/persons.csv"),
    key=("email",),
    columns=(Text("email"), Text("name")),
    fixed={"is_demo": True},
    make=_invented,
    rules=(_nobody_real,),
)
HATS = Section(
    name="hats",
    revision="revision",
    title=_("Topi orang contoh"),
    model=Hat,
    source=OptionalTable("demo/hats.csv"),
    key=("person", "role", "unit", "post", "since"),
    among={"person__is_demo": True},
    columns=(
        Link("person", to="persons", by="email"),
        Text("role"),
        Link("unit", to="units"),
        YesNo("with_subunits"),
        Link("post", to="posts"),
        Text("capacity"),
        Day("since"),
        Day("until"),
    ),
    rules=(_ends_after_it_begins("since", "until"),),
)
