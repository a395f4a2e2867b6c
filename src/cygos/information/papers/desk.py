"""What the editor's form asks of a paper."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cygos.information.publishing.desk import TO_READERS, PublicationForm


class PaperForm(PublicationForm):
    """A paper without text and without a file is nothing to read."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean()
        is_for_readers = any(self.data.get(action) for action in TO_READERS)
        if is_for_readers and not typed.get("file") and not typed.get("body"):
            why = _("Belum ada yang dapat dibaca: tulis isinya, atau pilih berkasnya.")
            self.add_error("file", ValidationError(why))
        return typed
