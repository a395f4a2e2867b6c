"""How a kind of page is found by the city's search: one line in its app's `ready`, and one name in its class.

    class Guide(Publication):
        found_as = "panduan"

    kinds.declare(findable.pages(Guide, label=_("Panduan"), weight=1.2))

`Publication.save` and `delete` then keep the index. What is looked at is every text of the class's own fields, rich or
plain; a class that knows better says so in its own `found_text`. Who may read it: everybody who may read the page.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import Promise
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cygos.kernel.search.kinds import Found, Kind
from cygos.kernel.search.models import Entry

WRITTEN = (models.TextField, models.CharField)


class Findable:
    """What a publication does to be found. Its class may say better what it is found by."""

    found_as: ClassVar[str] = ""  # the name of its kind in the city's search; none: it is not found
    found_with: ClassVar[tuple[str, ...]] = ()  # what of other rows that asks for
    pk: Any
    title: Any
    live: Any
    unit: Any
    first_published_at: Any

    @property
    def found_text(self) -> str:
        """The words beside its title."""
        return text_of(self)

    @property
    def found_at(self) -> datetime | None:
        """The moment it is sorted by; nothing for what has none."""
        moment: datetime | None = self.first_published_at
        return moment

    @property
    def found_category(self) -> str:
        """The slug of its category."""
        return ""

    def as_found(self) -> Found:
        """What the city's search knows of it."""
        unit = self.unit.code if self.unit else ""
        return Found(
            str(self.pk), self.title, self.found_text, self.found_at, unit, self.found_category
        )

    def be_found(self) -> None:
        """The city's search knows it while it is published, and not a moment longer."""
        if self.found_as and self.live:
            Entry.objects.put(self.found_as, self.as_found())
        else:
            self.be_found_no_more()

    def be_found_no_more(self) -> None:
        if self.found_as:
            Entry.objects.forget(self.found_as, str(self.pk))


def pages(
    model: Any,
    *,
    label: str | Promise,
    weight: float = 1.0,
    categories: Callable[[], Iterable[tuple[str, str]]] = tuple,
) -> Kind:
    """The kind that a class of pages is."""

    def readable(keys: Collection[str]) -> Mapping[str, str]:
        found = model.objects.live().public().filter(pk__in=[int(key) for key in keys])
        return {str(page.pk): page.get_url() for page in found.only(*_OF_A_PAGE)}

    def every() -> Iterator[str]:
        live = model.objects.live().order_by().values_list("pk", flat=True)
        return (str(pk) for pk in live.iterator(chunk_size=2_000))

    def of(keys: Collection[str]) -> Iterator[Found]:
        found = model.objects.live().filter(pk__in=[int(key) for key in keys])
        beside = ["unit", *model.found_with]
        for page in found.select_related(*beside).order_by("pk"):
            yield page.as_found()

    return Kind(
        name=model.found_as, label=label, readable=readable, keys=every, of=of, weight=weight,
        categories=categories,
    )  # fmt: skip


def text_of(page: Any) -> str:
    """Every text that the class of this page adds to what all pages have."""
    common = {field.name for field in Page._meta.get_fields()} | _OF_A_PUBLICATION
    return "\n".join(
        text for field in page._meta.concrete_fields if field.name not in common
        for text in _texts(page, field) if text
    )  # fmt: skip


def _texts(page: Any, field: models.Field) -> Iterable[str]:  # type: ignore[type-arg]
    value = getattr(page, field.attname, None)
    if isinstance(field, StreamField | RichTextField):
        return [str(one) for one in field.get_searchable_content(value)] if value else []
    return [str(value)] if value and isinstance(field, WRITTEN) and not field.choices else []


_OF_A_PAGE = [field.name for field in Page._meta.concrete_fields]
_OF_A_PUBLICATION = {"unit", "review_on", "change_note"}
