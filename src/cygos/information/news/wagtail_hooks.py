"""What the news brings into the editorial room (/kerja/redaksi/): its categories, and its size of pictures."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.images.image_operations import FilterOperation
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cygos.information.news.models import Category
from cygos.information.news.pictures import AtMost


class Categories(SnippetViewSet):
    model = Category
    icon = "folder-open-inverse"
    menu_label = _("Kategori berita")
    add_to_admin_menu = True
    list_display = ("name", "name_en", "slug")
    search_fields = ("name", "name_en")


register_snippet(Categories)


@hooks.register("register_image_operations")
def picture_sizes() -> list[tuple[str, type[FilterOperation]]]:
    """`atmost-60` in an image filter."""
    return [("atmost", AtMost)]
