"""The pages of the offices in a pack: offices.csv, services.csv, special_days.csv; invented ones under demo/."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.information.profiles import hours
from cygos.information.profiles.models import DAYS, Office, PublicProfile, Service, SpecialDay
from cygos.kernel.acts.revised import Revised
from cygos.kernel.pack.columns import Day, Link, Text, Unreadable, Whole
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import OptionalTable

UNIT = Link("unit", to="units")
PHONE = ("number", "label", "label_en")


class Hours(Text):
    """Hours of a day, however a spreadsheet writes them."""

    def read(self, text: str) -> str:
        return hours.write(hours.read(text))


class Phones(Text):
    """number | name | name in English; one after the other, semicolons between."""

    def read(self, text: str) -> list[dict[str, str]]:
        return [self._phone(one) for one in text.split(";") if one.strip()]

    def write(self, value: Any) -> str:
        return "; ".join(" | ".join(phone[name] for name in PHONE) for phone in value)

    def _phone(self, text: str) -> dict[str, str]:
        parts = [part.strip() for part in text.split("|")]
        if len(parts) != len(PHONE):
            raise Unreadable(
                gettext(
                    "diharapkan nomor | nama | nama dalam bahasa Inggris, tertulis “{text}”"
                ).format(text=text.strip())
            )
        return dict(zip(PHONE, parts, strict=True))


def _both(
    name: str, title: Promise, model: type[Revised], key: tuple[str, ...], *columns: Text
) -> tuple[Section, Section]:
    """The same table twice: the city's own, and what a demo city shows instead."""
    file = f"{name}.csv"
    own = Section(
        name=name, title=title, model=model, source=OptionalTable(file), key=key, columns=columns,
        revision="revision", fixed={"is_demo": False},
    )  # fmt: skip
    demo = Section(
        name=f"demo_{name}", title=title, model=model, source=OptionalTable(f"demo/{file}"), key=key,
        columns=columns, revision="revision", fixed={"is_demo": True},
    )  # fmt: skip
    return own, demo


OFFICES, DEMO_OFFICES = _both(
    "offices", _("Halaman perangkat daerah"), Office, ("unit",),
    UNIT, Text("about"), Text("about_en"), Phones("phones"), *(Hours(day) for day in DAYS),
)  # fmt: skip
SERVICES, DEMO_SERVICES = _both(
    "services", _("Layanan"), Service, ("unit", "title"),
    UNIT, Text("title"), Text("title_en"), Text("where"), Text("where_en"), Text("link"),
    Whole("order"),
)  # fmt: skip
SPECIAL_DAYS, DEMO_SPECIAL_DAYS = _both(
    "special_days", _("Hari khusus"), SpecialDay, ("unit", "since", "title"),
    UNIT, Day("since"), Day("until"), Text("title"), Text("title_en"), Hours("hours"),
)  # fmt: skip
DEMO_OFFICIALS = Section(
    name="demo_officials",
    title=_("Profil pejabat contoh"),
    model=PublicProfile,
    source=OptionalTable("demo/officials.csv"),
    key=("person",),
    revision="revision",
    fixed={"is_demo": True},
    columns=(
        Link("person", to="persons", by="email"), Text("slug"), Text("name"), Text("about"), Text("about_en"),
        Text("basis"),
    ),
)  # fmt: skip
