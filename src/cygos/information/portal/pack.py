"""The greeting in a pack: welcome.csv, in both languages. Its picture is the city's own, and comes on screen."""

from django.utils.translation import gettext_lazy as _

from cygos.information.portal.models import Welcome
from cygos.kernel.pack.columns import Text
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import OptionalTable

WELCOME = Section(
    name="welcome",
    title=_("Sambutan"),
    model=Welcome,
    revision="revision",
    source=OptionalTable("welcome.csv"),
    key=("place",),
    columns=(Text("place"), Text("title"), Text("title_en"), Text("words"), Text("words_en")),
)
