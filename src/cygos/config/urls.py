"""The addresses: Bahasa at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_pages
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

urlpatterns = [
    path("kerja/redaksi/", include(wagtail_admin)),
    path("dokumen/", include(wagtail_documents)),
    *i18n_patterns(
        path("", include(wagtail_pages)),
        prefix_default_language=False,
    ),
]
