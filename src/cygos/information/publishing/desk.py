"""What the editor's form asks of every publication."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.models import construct_instance
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.base import BlockField

from cygos.information.publishing.checking import faults_of
from cygos.information.publishing.reach import reach
from cygos.kernel.people.models import Unit

TO_READERS = ("action-publish", "action-submit")


class PublicationForm(WagtailAdminPageForm):
    """Whose page it is, and what changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            self._offer_units()
        if "expiry_kind" in self.fields:
            self.fields["expiry_kind"].required = False
        if "change_note" in self.fields and not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""  # the last one was said with the last edition

    def clean_expiry_kind(self) -> str:
        """Where nobody chose, as it is."""
        return str(self.cleaned_data["expiry_kind"] or self.instance.expiry_kind)

    def _offer_units(self) -> None:
        """A unit's editor writes for their own unit; there only the portal's editor hands a page over."""
        field, mine = self.fields["unit"], reach(self.for_user)
        if mine is None:
            field.queryset = Unit.objects.by_name()
            return
        field.queryset = Unit.objects.filter(pk__in=mine).by_name()
        field.required, field.empty_label = True, None
        if self.instance.pk:
            field.disabled = True
        elif len(mine) == 1:
            field.disabled, self.initial["unit"] = True, next(iter(mine))

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean()
        is_for_readers = any(self.data.get(action) for action in TO_READERS)
        if self._is_known() and is_for_readers and not typed.get("change_note"):
            why = _("Katakan kepada pembaca apa yang berubah: halaman ini sudah terbit.")
            self.add_error("change_note", ValidationError(why))
        if is_for_readers and not self.errors:
            self._refuse_faults()
        return typed

    def _refuse_faults(self) -> None:
        """What is to be mended first, at the field where it stands."""
        construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        for fault in faults_of(self.instance):
            self.add_error(fault.field, _as_error(self.fields[fault.field], str(fault)))

    def _is_known(self) -> bool:
        """Whether its readers know it: it is published, or was withdrawn before their eyes."""
        if not self.instance.pk:
            return False
        former = self.instance.withdrawal
        return self.instance.live or bool(former and not former.leaves_no_trace)


def _as_error(field: Any, sentence: str) -> ValidationError:
    """As the field shows it: a stream of blocks wants its own sort."""
    if isinstance(field, BlockField):
        shown: ValidationError = StreamBlockValidationError(
            non_block_errors=[ValidationError(sentence)]
        )
        return shown
    return ValidationError(sentence)
