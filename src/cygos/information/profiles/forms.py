"""What is asked about an office, its services, and its special days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from cygos.information.profiles import hours
from cygos.information.profiles.models import DAYS, Office, PublicProfile, Service, SpecialDay
from cygos.information.profiles.models.offered_service import FACTS as SERVICE_FACTS
from cygos.information.profiles.models.public_profile import FACTS as PROFILE_FACTS
from cygos.information.profiles.models.special_day import FACTS as DAY_FACTS
from cygos.web.workspace.editing import Revising
from cygos.web.workspace.forms import Day
from cygos.web.workspace.identity import Hotlines

OFFICE_FACTS = ("about", "about_en", "phones", *DAYS)


class Hours(forms.CharField):
    """Hours as somebody types them, kept in one way of writing."""

    def __init__(self, **facts: Any) -> None:
        facts = {"required": False, "max_length": hours.LONGEST} | facts
        super().__init__(**facts)

    def to_python(self, value: Any) -> str:
        return hours.write(hours.read(super().to_python(value) or ""))


class DescribeOffice(Revising, forms.ModelForm):  # type: ignore[type-arg]
    phones = Hotlines(
        label=_("Nomor telepon"), required=False,
        help_text=_("Satu nomor setiap baris: nomor | nama | nama dalam bahasa Inggris."),
    )  # fmt: skip
    monday = Hours(
        label=_("Senin"),
        help_text=_("Seperti 08.00-12.00, 13.00-15.30; di antaranya istirahat. Kosong: tutup."),
    )
    tuesday = Hours(label=_("Selasa"))
    wednesday = Hours(label=_("Rabu"))
    thursday = Hours(label=_("Kamis"))
    friday = Hours(label=_("Jumat"))
    saturday = Hours(label=_("Sabtu"))
    sunday = Hours(label=_("Minggu"))

    class Meta:
        model = Office
        fields = OFFICE_FACTS
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }


class ServiceFacts(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Service
        fields = SERVICE_FACTS
        help_texts = {
            "where": _("Misalnya Loket 3, lantai 1."),
            "link": _("Halaman di situs ini atau alamat lengkap. Boleh kosong."),
            "order": _("Yang kecil lebih dahulu."),
        }


class AmendService(Revising, ServiceFacts):
    pass


class SpecialDayFacts(forms.ModelForm):  # type: ignore[type-arg]
    since = Day(label=_("Sejak"))
    until = Day(label=_("Sampai"), help_text=_("Hari ini masih termasuk."))
    hours = Hours(
        label=_("Jam buka"), help_text=_("Seperti 08.00-12.00, 13.00-15.30. Kosong: tutup.")
    )

    class Meta:
        model = SpecialDay
        fields = DAY_FACTS
        help_texts = {"title": _("Misalnya Hari Raya Natal, atau Ramadan.")}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", _("Hari khusus tidak dapat berakhir sebelum dimulai."))
        return facts


class AmendSpecialDay(Revising, SpecialDayFacts):
    pass


class ProfileFacts(Revising, forms.ModelForm):  # type: ignore[type-arg]
    """What everybody will read of an official, and by which decision."""

    file = WagtailImageField(
        label=_("Potret baru"), required=False,
        help_text=_("JPEG, PNG, atau WebP. Kosongkan untuk membiarkan yang sekarang."),
    )  # fmt: skip
    is_without = forms.BooleanField(label=_("Tanpa potret"), required=False)

    field_order = (
        *PROFILE_FACTS[:4],
        "file",
        *PROFILE_FACTS[4:5],
        "is_without",
        *PROFILE_FACTS[5:],
    )

    class Meta:
        model = PublicProfile
        fields = PROFILE_FACTS
        help_texts = {
            "slug": _("Alamat halamannya, misalnya nama-pejabat."),
            "name": _("Lengkap dengan gelar, seperti dikenal umum."),
            "portrait_alt": _("Apa yang terlihat pada potretnya."),
            "basis": _("Misalnya nomor keputusan. Hanya petugas yang membacanya."),
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 5}),
            "about_en": forms.Textarea(attrs={"rows": 5}),
        }

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("file") and facts.get("is_without"):
            self.add_error("is_without", _("Pilih salah satu: potret baru, atau tanpa potret."))
        return facts
