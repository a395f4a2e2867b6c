"""The tags of our templates: {% load cygos %}. Times are written by {% moment %}, {% day %}, or either in words."""

from datetime import date, datetime
from functools import cache
from typing import Any

import lucide
from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context, RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cygos.web import desk as workspace
from cygos.web import metadata, times
from cygos.web.forms import Fault, Shown, faults

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of Lucide, for the eye only: whatever it means stands beside it in words."""
    return _drawn(str(name))


@cache
def _drawn(name: str) -> SafeString:
    drawn = lucide._render_icon(name, None, **{"class": "icon", "aria-hidden": "true"})
    return mark_safe(drawn)  # noqa: S308  our own drawing


@register.simple_tag
def moment(at: datetime) -> SafeString:
    """A moment for people and, beside it, for machines: 07-12-2016 14:24 WIB."""
    return _time(times.moment_iso(at), times.moment(at))


@register.simple_tag
def moment_in_words(at: datetime) -> SafeString:
    """Rabu, 7 Desember 2016, pukul 14.24 WIB."""
    return _time(times.moment_iso(at), times.moment_in_words(at))


@register.simple_tag
def day(on: date) -> SafeString:
    """A day, or the day of a moment whose hour nobody knows: 04-11-2019."""
    return _time(times.day_iso(on), times.day(on))


@register.simple_tag
def day_in_words(on: date) -> SafeString:
    """Senin, 4 November 2019."""
    return _time(times.day_iso(on), times.day_in_words(on))


@register.filter
def thousands(number: int) -> str:
    """1.234 in Bahasa, 1,234 in English."""
    return times.thousands(number)


@register.tag
def kept(parser: Parser, token: Token) -> "Kept":
    """{% kept as name %}…{% endkept %}: what stands between is kept under a name, to be written more than once."""
    _tag, _as, name = token.split_contents()
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(name, inside)


class Kept(Node):
    """Between {% kept %} and {% endkept %}; its blocks can be replaced like any other."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> SafeString:
        context[self.name] = self.nodelist.render(context).strip()
        return mark_safe("")


@register.simple_tag(takes_context=True)
def absolute(context: RequestContext, address: str) -> str:
    """An address of ours as others must write it, with scheme and host."""
    return metadata.absolute(context["request"], address)


@register.simple_tag(takes_context=True)
def breadcrumbs_for_machines(context: RequestContext, trail: list[tuple[str, str]]) -> SafeString:
    """The way to this page as linked data."""
    return metadata.linked_data(metadata.breadcrumbs(context["request"], trail))


@register.simple_tag(takes_context=True)
def published_by_city(context: RequestContext, facts: dict[str, Any]) -> SafeString:
    """What the city publishes, as linked data."""
    publisher = metadata.government(context["request"], context["city"], logo=context["look"].crest)
    return metadata.linked_data({"image": [str(context["card"])], **facts, "publisher": publisher})


@register.simple_tag
def as_linked_data(facts: dict[str, Any]) -> SafeString:
    """What a page is about, as linked data."""
    return metadata.linked_data(facts)


@register.filter
def shown(field: forms.BoundField) -> Shown:
    """A field as its template needs it."""
    return Shown(field)


@register.filter
def errors_of(form: forms.BaseForm) -> list[Fault]:
    """Everything that is wrong with a form, for the error summary."""
    return faults(form)


@register.simple_tag(takes_context=True)
def desk(context: RequestContext) -> list[tuple[str, list[workspace.Line]]]:
    """What this person may open in the workspace, in groups."""
    return workspace.desk(context["request"])


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, object]:
    """Previous, the pages around this one, next; keeps the rest of the query."""
    query: QueryDict = context["request"].GET.copy()
    query.pop("halaman", None)
    rest = f"&{query.urlencode()}" if query else ""
    return {
        "page": page,
        "rest": rest,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
    }


def _time(machine: str, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', machine, words)
