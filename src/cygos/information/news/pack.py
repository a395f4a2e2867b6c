"""News categories in a pack: categories.csv."""

from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Category
from cygos.kernel.pack.columns import Text, Whole
from cygos.kernel.pack.section import Section
from cygos.kernel.pack.table import Table

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
