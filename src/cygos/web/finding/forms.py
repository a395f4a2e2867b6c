"""What one may ask of the search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cygos.kernel.people.models import Unit
from cygos.kernel.search import wording
from cygos.kernel.search.answering import Narrowing
from cygos.kernel.search.kinds import kinds

MOST_UNITS = 500
NARROWING = ("jenis", "kategori", "unit", "dari", "sampai")


class Asked(forms.Form):
    """The words, and what narrows them; everything may be left out."""

    q = forms.CharField(
        label=_("Cari apa?"), required=False, max_length=wording.LONGEST,
        help_text=_("“Dalam tanda kutip” berarti persis begitu; -kata berarti tanpa kata itu."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    kategori = forms.ChoiceField(label=_("Kategori"), required=False)
    unit = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    dari = forms.DateField(
        label=_("Dari tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label=_("Sampai tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = kinds()
        self._offer("jenis", _("Semua jenis"), [(kind.name, kind.label) for kind in every])
        grouped = [(kind.label, list(kind.categories())) for kind in every]
        self._offer("kategori", _("Semua kategori"), [group for group in grouped if group[1]])
        units = Unit.objects.visible_to(None).by_name().values_list("code", "name")[:MOST_UNITS]
        self._offer("unit", _("Semua perangkat daerah"), list(units))

    def _offer(self, name: str, nothing: Any, choices: list[Any]) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words was asked for."""
        return any(self.data.get(name) for name in NARROWING)

    @property
    def narrowing(self) -> Narrowing:
        """What narrows the words; asked of a form that is valid."""
        asked = self.cleaned_data
        return Narrowing(
            kind=asked["jenis"], category=asked["kategori"], unit=asked["unit"],
            since=asked["dari"], until=asked["sampai"],
        )  # fmt: skip
