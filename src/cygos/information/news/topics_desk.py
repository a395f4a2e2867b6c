"""The topics of the news, for those who keep them: names in both languages, two that are one, and what nobody needs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_safe

from cygos.information.news.models import Topic
from cygos.kernel.people.roles import Role
from cygos.kernel.refusals import NotFound
from cygos.web import clock
from cygos.web.access import me, open_to
from cygos.web.workspace.editing import Errand, Revising, sent, submit
from cygos.web.workspace.lists import paged, words

FACTS = ("name", "name_en")


class AmendTopic(Revising, forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Topic
        fields = FACTS
        help_texts = {"name_en": gettext_lazy("Dibaca pembaca berbahasa Inggris. Boleh kosong.")}


class MergeTopic(Revising):
    into = forms.ModelChoiceField(
        Topic.objects.order_by("name"), label=gettext_lazy("Digabungkan ke"), to_field_name="slug"
    )


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All of them by name, each with how many articles have it."""
    sought = words(request)
    rows = Topic.objects.counted().matching(sought)
    return render(
        request, "news/topics_desk.html", {"page": paged(request, rows), "sought": sought}
    )


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def amend(request: HttpRequest, slug: str) -> HttpResponse:
    """Another name in one language or the other; the address stays."""
    topic = _topic(slug)
    errand = _errand(_("Ubah topik %(name)s") % {"name": topic.name}, _("Simpan"))
    form = AmendTopic(sent(request), instance=_topic(slug), initial={"revision": topic.revision})
    return submit(
        request, errand, form,
        lambda facts: topic.amend(by=me(request), at=clock.now(), **facts),
        now=lambda: (topic.revision, {name: getattr(topic, name) for name in FACTS}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """Its articles have another topic instead, and it is gone."""
    topic = _topic(slug)
    errand = _errand(
        _("Gabungkan topik %(name)s") % {"name": topic.name}, _("Gabungkan"),
        lead=_("Beritanya mendapat topik yang lain itu, dan topik ini hilang."), is_grave=True,
    )  # fmt: skip
    form = MergeTopic(sent(request), initial={"revision": topic.revision})
    return submit(
        request, errand, form,
        lambda facts: topic.merge(by=me(request), at=clock.now(), **facts),
        now=lambda: (topic.revision, {}),
    )  # fmt: skip


@open_to(Role.CITY_ADMIN, Role.PORTAL_EDITOR)
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Its articles stay, without it."""
    topic = _topic(slug)
    errand = _errand(
        _("Hapus topik %(name)s") % {"name": topic.name}, _("Hapus"),
        lead=_("Beritanya tetap ada, tanpa topik ini. Halaman topiknya hilang."), is_grave=True,
    )  # fmt: skip
    form = Revising(sent(request), initial={"revision": topic.revision})
    return submit(
        request, errand, form,
        lambda facts: topic.remove(by=me(request), at=clock.now(), **facts),
        now=lambda: (topic.revision, {}),
    )  # fmt: skip


def _errand(title: str, button: str, **more: object) -> Errand:
    desk = reverse("topics")
    said = _("Perubahan disimpan.")
    return Errand(title=title, button=button, said=said, done=desk, back=desk, **more)  # type: ignore[arg-type]


def _topic(slug: str) -> Topic:
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        raise NotFound(what=gettext_noop("Topik ini"))
    return topic  # type: ignore[no-any-return]
