"""The addresses: Bahasa at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog
from wagtail import urls as wagtail_pages
from wagtail.admin import urls as wagtail_admin
from wagtail.documents import urls as wagtail_documents

from cygos.information.api.pages import developers
from cygos.information.publishing import files
from cygos.web import addresses, gallery

# The scripts of the editors' rooms speak from Wagtail's catalogue and, where that is silent, from ours.
scripts = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cygos.information.publishing"])

urlpatterns = [
    path("kerja/redaksi/jsi18n/", scripts),
    path("kerja/redaksi/", include(wagtail_admin)),
    path("dokumen/", include(wagtail_documents)),
    # Pictures only: documents are served by their own view, which asks who may read them.
    path("media/images/<path:path>", files.picture, name="picture"),
    path("", include("cygos.web.urls")),
    path("", include("cygos.information.feeds.urls")),
    path("agenda/", include("cygos.information.agenda.urls")),
    path("api/v1/", include("cygos.information.api.urls")),
    *i18n_patterns(
        path("akun/", include("cygos.web.accounts.urls")),
        path("kerja/kota/", include("cygos.information.news.urls")),
        path("kerja/kota/sambutan/", include("cygos.information.portal.desk_urls")),
        path("kerja/kota/pengalihan/", include("cygos.information.redirects.urls")),
        path("kerja/pengumuman/", include("cygos.information.notices.desk_urls")),
        path("pengumuman/", include("cygos.information.notices.urls")),
        path("langganan/", include("cygos.information.subscriptions.urls")),
        path("kerja/langganan/", include("cygos.information.subscriptions.desk_urls")),
        path("pratinjau/", include("cygos.information.publishing.urls")),
        path("dilihat/", include("cygos.web.counting.urls")),
        path("kerja/", include("cygos.information.profiles.desk_urls")),
        path("kerja/", include("cygos.web.workspace.urls")),
        path("cari/", include("cygos.web.finding.urls")),
        path("api/", developers, name="developers"),
        path("kerja/komponen/", gallery.components, name="components"),
        path("", include("cygos.information.profiles.urls")),
        path("", include("cygos.information.portal.urls")),
        *addresses.closed_doors(),
        path("", include(wagtail_pages)),
        prefix_default_language=False,
    ),
]

handler400 = "cygos.web.errors.bad_request"
handler403 = "cygos.web.errors.permission_denied"
handler404 = "cygos.web.errors.not_found"
handler429 = "cygos.web.accounts.guesses.too_often"
handler500 = "cygos.web.errors.server_error"
