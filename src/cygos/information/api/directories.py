"""What changes rarely: categories, topics, offices, officials, notices, areas. Each list is whole, up to its limit."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop, override
from ninja import Query
from pydantic import Field

from cygos.information.api import shapes
from cygos.information.api.frame import ROOT, resource
from cygos.information.feeds.base import whole
from cygos.information.news.models import Category, Topic
from cygos.information.notices.models import Notice
from cygos.information.profiles.models import PublicProfile
from cygos.kernel.people.models import Hat, Unit
from cygos.kernel.places.models import CODE, Area
from cygos.kernel.refusals import NotFound
from cygos.web import clock

MOST = 2_000
AreaCode = Annotated[str, Field(pattern=CODE)]


@resource(
    "/categories/", shapes.Categories, operation_id="listCategories", tags=["directories"],
    summary="Kategori berita / Categories of the news",
)  # fmt: skip
def categories(request: HttpRequest) -> Any:
    """In the order in which readers see them."""
    rows = Category.objects.order_by("order", "name")[:MOST]
    return {"items": [_named(request, row, "kategori") for row in rows]}


@resource(
    "/topics/", shapes.Topics, operation_id="listTopics", tags=["directories"],
    summary="Topik, yang paling banyak ditulis dahulu / Topics, the most written about first",
)  # fmt: skip
def topics(request: HttpRequest) -> Any:
    """Those with published articles."""
    rows = Topic.objects.in_use()[:MOST]
    return {"items": [_named(request, row, "topik") | {"count": row.count} for row in rows]}


@resource(
    "/units/", shapes.Units, operation_id="listUnits", tags=["directories"],
    summary="Perangkat daerah, juga yang sudah tidak ada / Offices, those that are gone as well",
)  # fmt: skip
def units(request: HttpRequest) -> Any:
    """All of them, by name."""
    rows = Unit.objects.visible_to(None).select_related("parent", "successor").by_name()[:MOST]
    return {"items": [_unit(request, row) for row in rows]}


@resource(
    "/units/{slug:code}/", shapes.Unit, operation_id="readUnit", tags=["directories"],
    summary="Satu perangkat daerah / One office",
)  # fmt: skip
def unit(request: HttpRequest, code: str) -> Any:
    """Raises NotFound."""
    found = (
        Unit.objects.visible_to(None)
        .filter(code=code)
        .select_related("parent", "successor")
        .first()
    )
    if found is None:
        raise NotFound(what=gettext_noop("Perangkat daerah ini"))
    return _unit(request, found)


@resource(
    "/officials/", shapes.Officials, operation_id="listOfficials", tags=["directories"],
    summary="Pejabat yang profilnya terbuka / Officials whose profile is open",
)  # fmt: skip
def officials(request: HttpRequest) -> Any:
    """Those who hold a post today."""
    today = clock.today()
    rows = list(PublicProfile.objects.in_office(on=today)[:MOST])
    hats = Hat.objects.with_post().worn(on=today).filter(person__in=[row.person_id for row in rows])
    terms: dict[int, list[Hat]] = {}
    for hat in hats.select_related("post__unit").newest_first():
        terms.setdefault(hat.person_id, []).append(hat)
    return {
        "items": [
            {
                "key": row.slug, "name": row.name, "url": _page(request, "official", row.slug),
                "terms": [_term(request, hat) for hat in terms.get(row.person_id, [])],
            }
            for row in rows
        ]
    }  # fmt: skip


@resource(
    "/notices/", shapes.Notices, operation_id="listNotices", tags=["notices"],
    summary="Pengumuman yang berjalan sekarang / Notices that run now",
)  # fmt: skip
def notices(request: HttpRequest) -> Any:
    """The most urgent first."""
    rows = Notice.objects.running(at=clock.now()).shown()[:MOST]
    return {"items": [_notice(request, row) for row in rows]}


@resource(
    "/areas/", shapes.Areas, operation_id="listAreas", tags=["directories"],
    summary="Wilayah menurut kode Kemendagri / Areas by their Kemendagri code",
)  # fmt: skip
def areas(request: HttpRequest, within: Annotated[AreaCode | None, Query()] = None) -> Any:
    """All of them, or those within one. Raises NotFound."""
    rows = Area.objects.select_related("parent").order_by("code")
    if within:
        around = Area.objects.filter(code=within).first()
        if around is None:
            raise NotFound(what=gettext_noop("Wilayah ini"))
        rows = rows.within(around)
    return {
        "items": [
            {
                "code": row.code, "level": row.level, "name": row.name,
                "parent": row.parent.code if row.parent else None, "postal_code": row.postal_code,
            }
            for row in rows[:MOST]
        ]
    }  # fmt: skip


def _named(request: HttpRequest, row: Category | Topic, list_: str) -> dict[str, Any]:
    address = whole(request, f"/berita/{list_}/{row.slug}/")
    return {"key": row.slug, "name": row.name, "name_en": row.name_en, "url": address}


def _unit(request: HttpRequest, row: Unit) -> dict[str, Any]:
    return {
        "code": row.code, "name": row.name, "short_name": row.short_name, "kind": row.kind,
        "parent": row.parent.code if row.parent else None,
        "successor": row.successor.code if row.successor else None,
        "valid_from": row.valid_from, "valid_until": row.valid_until,
        "address": row.address, "phone": row.phone, "email": row.email,
        "url": _page(request, "unit_profile", row.code), "self": whole(request, f"{ROOT}/units/{row.code}/"),
    }  # fmt: skip


def _notice(request: HttpRequest, row: Notice) -> dict[str, Any]:
    return {
        "id": row.pk, "text": row.text, "text_en": row.text_en,
        "detail": row.detail, "detail_en": row.detail_en,
        "rank": row.rank, "area": row.area.code if row.area else None,
        "starts_at": row.starts_at, "ends_at": row.ends_at, "url": _page(request, "notice", row.pk),
    }  # fmt: skip


def _term(request: HttpRequest, hat: Hat) -> dict[str, Any]:
    unit = hat.post.unit if hat.post else None
    part = unit and {
        "code": unit.code,
        "name": unit.name,
        "url": _page(request, "unit_profile", unit.code),
    }
    return {
        "post": hat.post.title if hat.post else "", "unit": part, "capacity": hat.capacity,
        "since": hat.since, "until": hat.until,
    }  # fmt: skip


def _page(request: HttpRequest, name: str, key: Any) -> str:
    """The page for people, in Bahasa."""
    with override("id"):
        return whole(request, reverse(name, args=[key]))
