"""News categories and topics in a pack: categories.csv, topics.csv."""

from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Category, Topic
from cygos.kernel.pack.columns import Text, Whole
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import OptionalTable, Table

CATEGORIES = Section(
    name="categories",
    title=_("Kategori berita"),
    model=Category,
    source=Table("categories.csv"),
    key=("slug",),
    revision="revision",
    order=("order",),
    columns=(Text("slug"), Text("name"), Text("name_en"), Whole("order")),
)
TOPICS = Section(
    name="topics",
    title=_("Topik berita"),
    model=Topic,
    source=OptionalTable("topics.csv"),
    key=("slug",),
    revision="revision",
    columns=(Text("slug"), Text("name"), Text("name_en")),
)
