"""The navigation in a pack: navigation.csv, the rooms as this city calls them."""

from django.utils.translation import gettext_lazy as _

from cygos.kernel.pack.columns import Text, Whole
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import Table
from cygos.web.models import NavigationEntry

NAVIGATION = Section(
    name="navigation",
    title=_("Navigasi"),
    model=NavigationEntry,
    revision="revision",
    source=Table("navigation.csv"),
    key=("address",),
    order=("order",),
    columns=(Text("address"), Text("label"), Text("label_en"), Whole("order")),
)
