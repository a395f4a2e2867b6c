"""The addresses: Bahasa at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_pages
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

from cygos.web import addresses

urlpatterns = [
    path("kerja/redaksi/", include(wagtail_admin)),
    path("dokumen/", include(wagtail_documents)),
    # Pictures only: documents are served by their own view, which asks who may read them.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
    *i18n_patterns(
        *addresses.closed_doors(),
        path("", include(wagtail_pages)),
        prefix_default_language=False,
    ),
]
