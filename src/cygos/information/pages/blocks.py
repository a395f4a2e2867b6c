"""A card that leads on: to a page that was chosen, or to an address that was checked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cygos.information.publishing.destinations import at_address

LONGEST = 500
is_web_address = URLValidator(schemes=["https"])


class Card(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Judul"), max_length=120)
    text = blocks.TextBlock(label=_("Satu kalimat"), required=False, max_length=300)
    page = blocks.PageChooserBlock(label=_("Halaman"), required=False)
    address = blocks.CharBlock(
        label=_("Atau alamat"), required=False, max_length=LONGEST,
        help_text=_("Alamat di situs ini, seperti /berita/, atau alamat lengkap dengan https://."),
    )  # fmt: skip

    class Meta:
        icon = "link"
        label = _("Kartu")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        page, address = cleaned["page"], cleaned["address"]
        if bool(page) == bool(address):
            why = _("Pilih satu tujuan: sebuah halaman, atau sebuah alamat.")
            raise StructBlockValidationError({"page": ValidationError(why)})
        if page and not page.live:
            why = _("Halaman ini belum terbit, jadi kartunya tidak sampai ke mana pun.")
            raise StructBlockValidationError({"page": ValidationError(why)})
        if address:
            try:
                check(address)
            except ValidationError as error:
                raise StructBlockValidationError({"address": error}) from error
        return cleaned


def check(address: str) -> None:
    """Raise ValidationError where this address leads nowhere."""
    if address.startswith("/"):
        if at_address(address) is None:
            raise ValidationError(_("Di situs ini tidak ada halaman terbuka dengan alamat itu."))
        return
    try:
        is_web_address(address)
    except ValidationError as error:
        raise ValidationError(
            _("Tulis alamat di situs ini, seperti /berita/, atau alamat lengkap dengan https://.")
        ) from error
