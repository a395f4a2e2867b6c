"""How a form is shown: Designsystemet's fields, each with its label, its help, and its errors as sentences about it.

Django's `{{ form }}` gives this for every form of ours (FORM_RENDERER). A sentence that a form writes itself is
kept; only Django's own all-purpose ones ("Bidang ini wajib diisi") are replaced.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

Bound = forms.BoundField
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Renderer(TemplatesSetting):
    """Finds our templates before Django's (web/templates/django/forms/)."""


class DateInput(forms.DateInput):
    """A day, picked from the browser's own calendar. What is no day is shown again as it was typed."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if not A_DAY.fullmatch(str(context["widget"]["value"] or "")):
            context["widget"]["type"] = "date" if not value else "text"
        return context

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs, format="%Y-%m-%d"
        )  # what the browser needs; it shows the reader's own way


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox of a group."""

    tag: SafeString
    label: str
    key: str


@dataclass(frozen=True)
class Shown:
    """A field as its template needs it."""

    field: Bound

    @property
    def kind(self) -> str:
        """Which of the field's shapes: group, checkbox, fieldset or single."""
        widget = self.field.field.widget
        if isinstance(widget, forms.RadioSelect):  # CheckboxSelectMultiple is one, too
            return "group"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        return "fieldset" if self.field.use_fieldset else "single"

    @property
    def key(self) -> str:
        """The id that a link in the error summary leads to."""
        key = self.field.id_for_label or self.field.auto_id
        return f"{key}_0" if self.kind == "group" else key

    @property
    def tag(self) -> SafeString:
        """The control itself, in the look of Designsystemet."""
        return self.field.as_widget(attrs=self._dressed(self.field.field.widget))

    @property
    def choices(self) -> Iterator[Choice]:
        """The controls of a group, one by one."""
        for option in self.field.subwidgets:
            option.data["attrs"] = {**option.data["attrs"], "class": "ds-input"}
            yield Choice(tag=option.tag(), label=str(option.choice_label), key=option.id_for_label)

    @cached_property
    def errors(self) -> list[str]:
        """Each error as a sentence about this field."""
        found = self.field.errors
        return [sentence(self.field, error) for error in getattr(found, "as_data", list)()]

    def _dressed(self, widget: forms.Widget) -> dict[str, Any]:
        dress = {"class": f"{widget.attrs.get('class', '')} ds-input".strip()}
        if isinstance(self.field.field, forms.EmailField) and "autocomplete" not in widget.attrs:
            dress["autocomplete"] = "email"
        return dress


@dataclass(frozen=True)
class Fault:
    """One line of the error summary, and the field it leads to ("" for the form as a whole)."""

    sentence: str
    key: str


def faults(form: forms.BaseForm) -> list[Fault]:
    """Everything that is wrong with a form, in the order of its fields."""
    found = [Fault(str(message), "") for message in form.non_field_errors()]
    for field in form:
        shown = Shown(field)
        found += [Fault(line, "" if field.is_hidden else shown.key) for line in shown.errors]
    return found


def sentence(field: Bound, error: ValidationError) -> str:
    """What is wrong with this field and what would be right."""
    ours = _sentence_for(field, error.code or "")
    if ours is None or not _is_djangos_own(field, error):
        return " ".join(error.messages)
    name = str(field.label)
    low = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    return str(ours).format(**{**(error.params or {}), "label": low, "name": name})


REQUIRED: dict[str, Promise] = {
    "group": gettext_lazy("Pilih {label}."),
    "checkbox": gettext_lazy("Centang “{name}” untuk melanjutkan."),
    "select": gettext_lazy("Pilih {label}."),
    "file": gettext_lazy("Lampirkan {label}."),
    "other": gettext_lazy("Isi {label}."),
}
INVALID: tuple[tuple[type[forms.Field], Promise], ...] = (
    (forms.DateTimeField, gettext_lazy("Tulis {label} dengan tanggal dan jam, misalnya 07-12-2016 14:24.")),
    (forms.DateField, gettext_lazy("Tulis {label} sebagai tanggal, misalnya 07-12-2016.")),
    (forms.TimeField, gettext_lazy("Tulis {label} sebagai jam, misalnya 14:24.")),
    (forms.EmailField, gettext_lazy("Tulis {label} sebagai alamat surel, misalnya nama@contoh.id.")),
    (forms.URLField, gettext_lazy("Tulis {label} sebagai alamat web, misalnya https://contoh.id.")),
    (forms.IntegerField, gettext_lazy("Tulis {label} dengan angka.")),
    (forms.SlugField, gettext_lazy("Tulis {label} hanya dengan huruf, angka, dan tanda hubung.")),
    (forms.FileField, gettext_lazy("Berkas {label} tidak terbaca. Pilih lagi berkasnya.")),
)  # fmt: skip
BY_CODE: dict[str, Promise] = {
    "invalid_choice": gettext_lazy("Pilih {label} dari daftar yang ada."),
    "invalid_image": gettext_lazy("Berkas {label} bukan gambar. Lampirkan JPG, PNG, atau WebP."),
    "empty": gettext_lazy("Berkas {label} kosong. Lampirkan berkas yang ada isinya."),
    "missing": gettext_lazy("Lampirkan {label}."),
    "unique": gettext_lazy("Sudah ada yang memakai {label} ini. Tulis yang lain."),
    "max_length": gettext_lazy(
        "Ringkas {label}: paling banyak {limit_value} huruf, sekarang {show_value}."
    ),
    "min_length": gettext_lazy(
        "Lengkapi {label}: paling sedikit {limit_value} huruf, sekarang {show_value}."
    ),
    "max_value": gettext_lazy("Isi {label} dengan angka paling besar {limit_value}."),
    "min_value": gettext_lazy("Isi {label} dengan angka paling kecil {limit_value}."),
}
VALIDATORS = {"max_length", "min_length", "max_value", "min_value", "unique", "invalid"}


def _sentence_for(field: Bound, code: str) -> Promise | None:
    if code == "required":
        return REQUIRED[_way_to_fill(field)]
    if code == "invalid":
        return next((text for kind, text in INVALID if isinstance(field.field, kind)), None)
    return BY_CODE.get(code)


def _way_to_fill(field: Bound) -> str:
    widget = field.field.widget
    kind = Shown(field).kind
    if kind in {"group", "checkbox"}:
        return kind
    if isinstance(widget, forms.Select):
        return "select"
    return "file" if isinstance(widget, forms.FileInput) else "other"


def _is_djangos_own(field: Bound, error: ValidationError) -> bool:
    code = error.code or ""
    defaults: dict[str, object] = {}
    for kind in reversed(type(field.field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    if code in field.field.error_messages:
        said = str(field.field.error_messages[code])
        return said == str(defaults.get(code)) and str(error.message) == said
    return code in VALIDATORS and error.message in _messages_of(field, code)


def _messages_of(field: Bound, code: str) -> list[object]:
    return [
        getattr(validator, "message", None)
        for validator in field.field.validators
        if getattr(validator, "code", "") == code
    ]
