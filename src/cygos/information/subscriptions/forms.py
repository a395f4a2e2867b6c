"""What is asked of somebody who wants to hear of something: an address, a wish, how often."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Category, Topic
from cygos.information.subscriptions.models import About, Rhythm
from cygos.kernel.people.models import Unit
from cygos.kernel.search import wording
from cygos.kernel.search.models import Spelling
from cygos.web import clock

MOST_TOPICS = 200
Choices = list[tuple[Any, Any]]


class Wish(forms.Form):
    """`tentang` is one list of everything there is to hear of: “kategori:kesehatan”, or a word alone."""

    tentang = forms.ChoiceField(label=_("Kabar tentang apa?"))
    kata = forms.CharField(
        label=_("Kata"), required=False, max_length=wording.LONGEST,
        help_text=_("Hanya bila Anda memilih “Kata”: seperti di pencarian, misalnya banjir “tepi sungai” -lomba."),
    )  # fmt: skip
    irama = forms.ChoiceField(
        label=_("Seberapa sering?"), choices=Rhythm.choices, initial=Rhythm.DAILY,
        widget=forms.RadioSelect,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tentang"].choices = list(_choices())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        self.question = wording.of_question(facts.get("kata", ""), Spelling.objects.in_force()).text
        if wording.holds_tracking_code(facts.get("kata", "")):
            self.add_error(
                "kata", _("Ini tampaknya kode lacak, rahasia Anda: jangan ditulis di sini.")
            )
        elif facts.get("tentang") == About.WORDS and not self.question:
            self.add_error(
                "kata", _("Tulis kata yang dicari, selain kata umum seperti “dan” atau “yang”.")
            )
        return facts

    @property
    def wish(self) -> dict[str, Any]:
        """The columns of the wish."""
        about, _colon, key = self.cleaned_data["tentang"].partition(":")
        words = self.cleaned_data["kata"].strip() if about == About.WORDS else ""
        is_alert = about == About.ALERTS
        return {
            "about": about,
            "category": Category.objects.get(slug=key) if about == About.CATEGORY else None,
            "topic": Topic.objects.get(slug=key) if about == About.TOPIC else None,
            "unit": Unit.objects.get(code=key) if about == About.UNIT else None,
            "words": words,
            "question": self.question if words else "",
            "rhythm": Rhythm.AT_ONCE.value if is_alert else self.cleaned_data["irama"],
        }


class Subscribing(Wish):
    siaga = forms.BooleanField(
        label=_("Kirimi saya juga siaga, seketika: peringatan darurat kota"), required=False
    )
    surel = forms.EmailField(
        label=_("Alamat surel"), max_length=254,
        help_text=_("Kami kirimi satu surel untuk dibenarkan. Sebelum itu tidak ada yang dikirim."),
    )  # fmt: skip

    field_order = ("surel", "tentang", "kata", "irama", "siaga")


def _choices() -> Iterator[tuple[Any, Any]]:
    """Everything there is to hear of, in groups."""
    yield About.ALL.value, About.ALL.label
    yield About.WORDS.value, _("Kata yang saya tulis sendiri")
    yield About.ALERTS.value, _("Siaga saja: peringatan darurat, seketika")
    categories = [(f"{About.CATEGORY}:{each.slug}", each.label) for each in Category.objects.all()]
    topics = [
        (f"{About.TOPIC}:{each.slug}", each.label) for each in Topic.objects.in_use()[:MOST_TOPICS]
    ]
    units = [
        (f"{About.UNIT}:{each.code}", each.name)
        for each in Unit.objects.existing(on=clock.today()).by_name()
    ]
    for name, group in (
        (_("Kategori"), categories),
        (_("Topik"), topics),
        (_("Perangkat daerah"), units),
    ):
        if group:
            yield name, group
