"""What the city's administrators are asked, one form for each deed."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cygos.kernel.people.models import Capacity, Post, Unit
from cygos.kernel.people.roles import Role
from cygos.web.forms import DateInput
from cygos.web.workspace.editing import Revising

TABLES_LIMIT = (
    1024 * 1024
)  # bytes; the text comes back once more, inside Django's 2.5 MB for a form


class Day(forms.DateField):
    """A day, as the browser's calendar or a person writes it."""

    widget = DateInput

    def __init__(self, **facts: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **facts)


class PersonFacts(forms.Form):
    name = forms.CharField(label=_("Nama"), max_length=200)
    email = forms.EmailField(label=_("Alamat surel"), max_length=254)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AmendPerson(Revising, PersonFacts):
    field_order = ("name", "email", "revision")


class GiveHat(forms.Form):
    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices)
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Perangkat daerah"),
        required=False,
        empty_label=_("Seluruh kota"),
    )
    with_subunits = forms.BooleanField(label=_("Termasuk unit di bawahnya"), required=False)
    post = forms.ModelChoiceField(
        Post.objects.none(), label=_("Jabatan"), required=False, empty_label=_("Tanpa jabatan")
    )
    capacity = forms.ChoiceField(label=_("Kapasitas"), choices=Capacity.choices)
    since = Day(label=_("Sejak"))
    until = Day(label=_("Sampai"), required=False, help_text=_("Kosongkan bila belum diketahui."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.existing(on=on).by_name()  # type: ignore[attr-defined]
        self.fields["post"].queryset = Post.objects.existing(on=on).order_by("title", "code")  # type: ignore[attr-defined]
        self.fields["since"].initial = on

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        since, until = facts.get("since"), facts.get("until")
        if since and until and until < since:
            self.add_error("until", _("Peran tidak dapat berakhir sebelum dimulai."))
        post, unit = facts.get("post"), facts.get("unit")
        if facts.get("role") == Role.UNIT_EDITOR and unit is None and "unit" not in self.errors:
            self.add_error("unit", _("Pilih perangkat daerah yang akan disunting orang ini."))
        if post and post.unit_id != (unit.pk if unit else None):
            self.add_error("post", _("Jabatan ini ada di perangkat daerah yang lain."))
        return facts


class EndHat(Revising):
    last_day = Day(label=_("Hari terakhir"), help_text=_("Pada hari ini peran itu masih berlaku."))


class UnitFacts(forms.Form):
    code = forms.SlugField(
        label=_("Kode"), max_length=50, help_text=_("Misalnya dp3a; tidak berubah lagi.")
    )
    name = forms.CharField(label=_("Nama"), max_length=200)
    short_name = forms.CharField(label=_("Singkatan"), max_length=60, required=False)
    kind = forms.CharField(label=_("Jenis"), max_length=40, required=False)
    parent = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Di bawah"), required=False, empty_label=_("Tidak ada")
    )
    valid_from = Day(label=_("Berlaku sejak"), required=False)
    address = forms.CharField(label=_("Alamat"), max_length=300, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    email = forms.EmailField(label=_("Surel"), max_length=254, required=False)
    note = forms.CharField(
        label=_("Catatan"),
        max_length=300,
        required=False,
        help_text=_("Seberapa pasti keterangan di atas, dan dari mana."),
    )

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]


class AmendUnit(Revising, UnitFacts):
    code = None  # type: ignore[assignment]


class CloseUnit(Revising):
    last_day = Day(label=_("Hari terakhir"))
    successor = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Penerus"),
        required=False,
        empty_label=_("Tidak ada penerus"),
        help_text=_("Perangkat daerah yang meneruskan pekerjaannya."),
    )

    def __init__(self, *args: Any, units: "QuerySet[Unit]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = units  # type: ignore[attr-defined]


class PostFacts(forms.Form):
    code = forms.SlugField(label=_("Kode"), max_length=50)
    title = forms.CharField(label=_("Nama jabatan"), max_length=200)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Perangkat daerah"))
    superior = forms.ModelChoiceField(
        Post.objects.none(), label=_("Atasan"), required=False, empty_label=_("Tidak ada")
    )
    is_head = forms.BooleanField(label=_("Pimpinan unit"), required=False)

    def __init__(
        self, *args: Any, units: "QuerySet[Unit]", posts: "QuerySet[Post]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["superior"].queryset = posts  # type: ignore[attr-defined]


class AmendPost(Revising, PostFacts):
    code = None  # type: ignore[assignment]


class Table(forms.Form):
    """A CSV file, or the same text again after it was previewed."""

    file = forms.FileField(
        label=_("Berkas CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        file = facts.get("file")
        if file and file.size > TABLES_LIMIT:
            self.add_error("file", _("Berkasnya lebih dari 1 MB. Bagi menjadi beberapa berkas."))
        elif file:
            facts["text"] = self._read(file.read())
        elif not facts.get("text"):
            self.add_error("file", _("Pilih berkas CSV yang akan dimasukkan."))
        return facts

    def _read(self, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(
                "file", _("Berkasnya bukan teks UTF-8. Simpan lagi sebagai “CSV UTF-8”.")
            )
            return ""
