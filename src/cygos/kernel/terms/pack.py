"""Terms in a pack: terms.csv, each with its legal basis and how far it was verified."""

from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.columns import Text, Whole, YesNo
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import Table
from cygos.kernel.terms.models import Term

TERMS = Section(
    name="terms",
    title=_("Tenggat"),
    model=Term,
    revision="revision",
    source=Table("terms.csv"),
    key=("key",),
    columns=(
        Text("key"),
        Text("area"),
        Text("what"),
        Text("what_en"),
        Text("trigger"),
        Text("trigger_en"),
        Whole("amount"),
        Text("unit"),
        YesNo("works_in_joint_leave"),
        Text("basis"),
        Text("verification"),
    ),
)
