"""What is asked about the greeting on the front page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from cygos.information.portal.models import Welcome
from cygos.web.workspace.editing import Revising

FACTS = ("title", "title_en", "words", "words_en", "alt", "alt_en")


class Greeting(Revising, forms.ModelForm):  # type: ignore[type-arg]
    """The words, and a picture that replaces the one there is."""

    file = WagtailImageField(
        label=_("Gambar baru"), required=False,
        help_text=_("JPEG, PNG, atau WebP. Kosongkan untuk membiarkan yang sekarang."),
    )  # fmt: skip
    is_without = forms.BooleanField(label=_("Tanpa gambar"), required=False)

    field_order = (*FACTS[:4], "file", *FACTS[4:], "is_without")

    class Meta:
        model = Welcome
        fields = FACTS
        help_texts = {
            "title": _("Paling panjang 80 huruf, misalnya Selamat datang di kota kami."),
            "words_en": _("Pembaca berbahasa Inggris membaca sambutan ini bila seluruhnya ada."),
            "alt": _("Apa yang terlihat pada gambarnya. Kosongkan bila gambarnya hanya hiasan."),
        }
        widgets = {
            "words": forms.Textarea(attrs={"rows": 3}),
            "words_en": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("file") and facts.get("is_without"):
            self.add_error("is_without", _("Pilih salah satu: gambar baru, atau tanpa gambar."))
        return facts
