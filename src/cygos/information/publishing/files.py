"""Pictures and files are open once a page that everybody may read shows them; until then to their own editors only.

What is shown is known from Wagtail's index of references, which follows each page's row: the published text of a page
that is live, the draft of one that never was. A file with no row is nobody's secret: it was put there by the operator.
"""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Model, Q
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images import get_image_model
from wagtail.images import permissions as images
from wagtail.models import Page, ReferenceIndex

from cygos.information.publishing.models import PreviewLink, Withdrawal
from cygos.information.publishing.models.preview_link import PreviewOver
from cygos.kernel.people.models import Person
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import READERS, open_to

COOKIE = (
    "cygos_pratinjau"  # a cookie: whoever follows a preview link sees that draft's pictures, too
)
A_DAY = 24 * 3_600
ANY = {"choose", "change"}
EDITORS = (Role.PORTAL_EDITOR, Role.UNIT_EDITOR)


@open_to(READERS)
@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A size of a picture. Raises NotFound where it is not shown and not theirs."""
    size = get_image_model().get_rendition_model().objects.filter(file=f"images/{path}")
    shown = size.select_related("image").first()
    is_open = shown is None or is_shown(shown.image)
    if not is_open and not _is_theirs(request, shown.image, images.permission_policy):
        raise NotFound(what=gettext_noop("Gambar ini"))
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT / "images"))
    if not is_open:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


def refuse_closed(document: Any, request: HttpRequest) -> None:
    """Raise NotFound where a file is not shown and not theirs: asked by Wagtail before it serves one."""
    if not is_shown(document) and not _is_theirs(request, document, documents):
        raise NotFound(what=gettext_noop("Berkas ini"))


def is_shown(row: Model) -> bool:
    """Whether everybody may see it: a page shows it that is read, or something that is no page."""
    kind = ContentType.objects.get_for_model(row)
    found = ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(row.pk))
    of_pages = Q(base_content_type=ContentType.objects.get_for_model(Page))
    keys = found.filter(of_pages).values(page=Cast("object_id", BigIntegerField()))
    readable = Withdrawal.objects.in_force().filter(kind=Withdrawal.Kind.READABLE)
    read = Q(live=True) | Q(pk__in=readable.values("page"))
    pages = Page.objects.filter(read, pk__in=keys).public()
    return bool(pages.exists()) or found.exclude(of_pages).exists()


def let_see(answer: HttpResponseBase, link: PreviewLink) -> None:
    """Whoever looks at this draft sees its pictures and files, for a day at most, and not once it is taken back."""
    is_secure = bool(settings.DOMAIN)
    answer.set_cookie(
        COOKIE, link.token, max_age=A_DAY, httponly=True, samesite="Lax", secure=is_secure
    )


def _is_theirs(request: HttpRequest, row: Any, policy: Any) -> bool:
    person = request.user
    if isinstance(person, Person) and person.wears(*EDITORS, on=clock.today()):
        return bool(policy.user_has_any_permission_for_instance(person, ANY, row))
    return _is_in_the_draft(request, row)


def _is_in_the_draft(request: HttpRequest, row: Any) -> bool:
    try:
        link = PreviewLink.objects.named(request.COOKIES.get(COOKIE, ""), at=clock.now())
    except PreviewOver:
        return False
    draft = link.page.get_latest_revision_as_object()
    kind = ContentType.objects.get_for_model(row)
    met = ReferenceIndex._extract_references_from_object(draft)
    return any(one[0] == kind.pk and str(one[1]) == str(row.pk) for one in met)
