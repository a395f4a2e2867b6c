"""What one may ask of the search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cygos.kernel.search import wording
from cygos.kernel.search.kinds import kinds


class Asked(forms.Form):
    """The words, and what narrows them; everything may be left out."""

    q = forms.CharField(
        label=_("Cari apa?"), required=False, max_length=wording.LONGEST,
        help_text=_("“Dalam tanda kutip” berarti persis begitu; -kata berarti tanpa kata itu."),
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    dari = forms.DateField(
        label=_("Dari tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    sampai = forms.DateField(
        label=_("Sampai tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua jenis")),
            *((kind.name, kind.label) for kind in kinds()),
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the words was asked for."""
        return any(self.data.get(name) for name in ("jenis", "dari", "sampai"))
