"""What is asked of whoever posts a notice: an alert for longer, since everybody will see it."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cygos.information.notices.models import Notice, Rank
from cygos.kernel.places.models import Area, Level
from cygos.web.workspace.editing import Revising

FACTS = (
    "rank", "text", "text_en", "detail", "detail_en", "area", "phone", "link", "starts_at", "ends_at", "order",
)  # fmt: skip


class Moment(forms.DateTimeInput):
    """A day and an hour in WIB, from the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Areas(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Kecamatan and kelurahan, each kelurahan with the kecamatan it lies in."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_level_display()} {obj.path}"


class Posting(forms.ModelForm):  # type: ignore[type-arg]
    area = Areas(
        Area.objects.filter(level__in=(Level.DISTRICT, Level.WARD)).with_path().order_by("code"),
        label=_("Wilayah"), required=False, empty_label=_("Seluruh kota"),
    )  # fmt: skip

    class Meta:
        model = Notice
        fields = FACTS
        widgets = {
            "rank": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
            "detail": forms.Textarea(attrs={"rows": 5}),
            "detail_en": forms.Textarea(attrs={"rows": 5}),
            "starts_at": Moment(),
            "ends_at": Moment(),
        }
        help_texts = {
            "rank": _("Siaga tampil di setiap halaman, bagi semua orang, sampai waktu selesainya."),
            "text": _("Satu atau dua kalimat: apa yang terjadi dan apa yang harus dilakukan."),
            "link": _("Misalnya /berita/ atau https://contoh.id/halaman."),
            "starts_at": _("Kosongkan untuk mulai sekarang."),
            "ends_at": _("Hari dan jam dalam WIB. Wajib untuk siaga."),
            "order": _("Angka kecil tampil lebih dahulu di antara yang setingkat."),
        }

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        begins, ends = facts.get("starts_at"), facts.get("ends_at")
        if facts.get("rank") == Rank.ALERT and ends is None and "ends_at" not in self.errors:
            self.add_error("ends_at", _("Siaga harus punya waktu selesai."))
        if ends and ends <= max(begins or self.at, self.at):
            self.add_error(
                "ends_at", _("Pengumuman selesai sesudah ia mulai, dan sesudah saat ini.")
            )
        return facts

    @property
    def is_alert(self) -> bool:
        """Whether what was sent would stand on every page."""
        return bool(self.cleaned_data.get("rank") == Rank.ALERT)


class Amending(Revising, Posting):
    pass
