"""The component gallery at /kerja/komponen/: every part of our pages in every state, to copy from and to test."""

from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cygos.web.access import WORKSPACE, open_to
from cygos.web.forms import DateInput

SUBJECTS = (
    ("road", gettext_lazy("Jalan dan lampu jalan")),
    ("waste", gettext_lazy("Sampah dan kebersihan")),
    ("office", gettext_lazy("Layanan kantor")),
)
DISTRICTS = (
    ("", gettext_lazy("Pilih kecamatan")),
    ("north", gettext_lazy("Kecamatan Utara")),
    ("south", gettext_lazy("Kecamatan Selatan")),
)


class Sample(forms.Form):
    """A field of each kind."""

    title = forms.CharField(
        label=gettext_lazy("Judul"),
        help_text=gettext_lazy("Satu kalimat, misalnya “Lampu jalan padam”."),
        max_length=80,
    )
    email = forms.EmailField(label=gettext_lazy("Alamat surel"), required=False)
    subject = forms.ChoiceField(
        label=gettext_lazy("Tentang apa?"), choices=SUBJECTS, widget=forms.RadioSelect
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("Kabari juga lewat"),
        help_text=gettext_lazy("Boleh lebih dari satu."),
        choices=(("mail", gettext_lazy("Surel")), ("post", gettext_lazy("Surat"))),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    story = forms.CharField(
        label=gettext_lazy("Ceritakan yang terjadi"), widget=forms.Textarea(attrs={"rows": 4})
    )
    district = forms.ChoiceField(label=gettext_lazy("Kecamatan"), choices=DISTRICTS)
    happened_on = forms.DateField(label=gettext_lazy("Tanggal kejadian"), widget=DateInput)
    photo = forms.FileField(
        label=gettext_lazy("Foto atau dokumen"),
        help_text=gettext_lazy("JPG, PNG, atau PDF. Paling besar 10 MB."),
        required=False,
    )
    is_true = forms.BooleanField(label=gettext_lazy("Cerita ini benar menurut sepengetahuan saya"))


class WrongSample(Sample):
    """The same fields as they look after a mistake; ids of their own, for they stand on the same page."""

    prefix = "wrong"


@open_to(WORKSPACE)
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component once in each of its states. Sends nothing anywhere."""
    wrong = WrongSample({"wrong-email": "sari@", "wrong-happened_on": "kemarin"})
    numbers = Paginator(range(120), 10)
    return render(
        request,
        "gallery.html",
        {
            "empty_form": Sample(prefix="empty"),
            "wrong_form": wrong,
            "page": numbers.get_page(request.GET.get("halaman")),
            "colours": ("accent", "neutral", "help", "earth", "leaf"),
            "tones": ("info", "success", "warning", "danger"),
            "at": datetime(2016, 12, 7, 7, 24, tzinfo=UTC),
            "trail": [(gettext_lazy("Ruang kerja"), "/kerja/")],
        },
    )
