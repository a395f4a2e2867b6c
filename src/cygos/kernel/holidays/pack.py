"""Holidays in a pack: holidays.csv, and the years whose list is decided in years.csv."""

from django.utils.translation import gettext_lazy as _

from cygos.kernel.holidays.models import Holiday, Year
from cygos.kernel.pack.columns import Day, Text, Whole
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import Table

HOLIDAYS = Section(
    name="holidays",
    title=_("Hari libur"),
    model=Holiday,
    revision="revision",
    source=Table("holidays.csv"),
    key=("day",),
    columns=(Day("day"), Text("name"), Text("name_en"), Text("kind")),
)
YEARS = Section(
    name="years",
    title=_("Tahun yang hari liburnya ditetapkan"),
    model=Year,
    revision="revision",
    source=Table("years.csv"),
    key=("year",),
    columns=(Whole("year"), Text("basis")),
)
