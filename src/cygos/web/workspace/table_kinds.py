"""The three tables a city keeps of its people: persons with hats, units, posts. Each can be written and read.

Reading does each row through the owners of the records, so it is checked, refused and remembered like anything typed
on screen; a row that says what is already so does nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, TypeVar

from django import forms as django_forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cygos.kernel.people.models import Capacity, Hat, Person, Post, Unit
from cygos.kernel.people.roles import Role
from cygos.web.forms import Fault, faults
from cygos.web.workspace import forms
from cygos.web.workspace.table_rows import Row

Named = TypeVar("Named", bound=models.Model)
YES = {"ya", "yes", "1", "true"}


class BadRow(Exception):
    """A row that cannot be, in sentences."""


class Kind(ABC):
    """One table: its columns, how a row is written, and what a row wants done."""

    title: ClassVar[str | Promise]
    columns: ClassVar[tuple[str, ...]]

    def __init__(self, *, by: Person, at: datetime, on: date) -> None:
        self.by, self.at, self.on = by, at, on

    @abstractmethod
    def rows(self) -> Iterable[Iterable[object]]:
        """Everything there is, in a fixed order."""

    @abstractmethod
    def do(self, row: Row) -> list[str]:
        """Make it so; tells what was done, nothing when it is so already. Raises BadRow or a Refusal."""


class People(Kind):
    title = gettext_lazy("Orang dan peran")
    columns = (
        "nama", "surel", "aktif", "peran", "unit", "jabatan", "kapasitas", "subunit", "sejak", "sampai",
    )  # fmt: skip

    def rows(self) -> Iterable[Iterable[object]]:
        people = Person.objects.visible_to(self.by, on=self.on).order_by("email")
        for person in people.prefetch_related("hats__unit", "hats__post").iterator(500):
            facts = [person.name, person.email, _yes(person.is_active)]
            hats = sorted(person.hats.all(), key=lambda hat: (hat.since, hat.pk))
            for hat in hats:
                yield [
                    *facts, hat.role, _code(hat.unit), _code(hat.post), hat.capacity,
                    _yes(hat.with_subunits), hat.since, hat.until,
                ]  # fmt: skip
            if not hats:
                yield [*facts, *[""] * 7]

    def do(self, row: Row) -> list[str]:
        facts = clean(forms.PersonFacts({"name": row["nama"], "email": row["surel"]}))
        done = []
        person = Person.objects.filter(email=facts["email"]).first()
        if person is None:
            person = Person.add(**facts, by=self.by, at=self.at)
            done.append(_("Orang baru: %(name)s.") % {"name": person.name})
        elif person.rename(facts["name"], by=self.by, at=self.at):
            done.append(_("Nama diubah menjadi %(name)s.") % {"name": person.name})
        return done + self._activity(row, person) + (self._hat(row, person) if row["peran"] else [])

    def _activity(self, row: Row, person: Person) -> list[str]:
        wanted = row["aktif"].lower() in YES if row["aktif"] else person.is_active
        if wanted == person.is_active:
            return []
        if wanted:
            person.reactivate(by=self.by, at=self.at)
            return [_("Diaktifkan lagi.")]
        person.deactivate(by=self.by, at=self.at, on=self.on)
        return [_("Dinonaktifkan.")]

    def _hat(self, row: Row, person: Person) -> list[str]:
        role = _one_of(Role, row["peran"], "peran")
        capacity = _one_of(Capacity, row["kapasitas"] or Capacity.DEFINITIVE, "kapasitas")
        where = {"unit": _named(Unit, row["unit"]), "post": _named(Post, row["jabatan"])}
        since, until = _day(row["sejak"] or str(self.on)), row["sampai"] and _day(row["sampai"])
        hat = Hat.objects.filter(person=person, role=role, since=since, **where).first()
        if hat is None:
            Hat.give(
                person, Role(role), by=self.by, at=self.at, since=since, until=until or None,
                capacity=capacity, with_subunits=row["subunit"].lower() in YES, **where,
            )  # fmt: skip
            return [_("Peran baru: %(role)s.") % {"role": Role(role).label}]
        if until and until != hat.until:
            hat.end(last_day=until, by=self.by, at=self.at)
            return [_("Peran berakhir pada %(day)s.") % {"day": until}]
        return []


class Units(Kind):
    title = gettext_lazy("Perangkat daerah")
    columns = (
        "kode", "nama", "singkatan", "jenis", "induk", "penerus", "sejak", "sampai", "alamat", "telepon", "surel",
        "catatan",
    )  # fmt: skip

    def rows(self) -> Iterable[Iterable[object]]:
        for unit in (
            Unit.objects.visible_to(self.by).select_related("parent", "successor").order_by("code")
        ):
            yield [
                unit.code, unit.name, unit.short_name, unit.kind, _code(unit.parent), _code(unit.successor),
                unit.valid_from, unit.valid_until, unit.address, unit.phone, unit.email,
                unit.note,
            ]  # fmt: skip

    def do(self, row: Row) -> list[str]:
        parent = _named(Unit, row["induk"])
        facts = clean(
            forms.UnitFacts(
                {
                    "code": row["kode"], "name": row["nama"], "short_name": row["singkatan"],
                    "kind": row["jenis"], "valid_from": row["sejak"], "address": row["alamat"],
                    "phone": row["telepon"], "email": row["surel"], "note": row["catatan"],
                    "parent": parent and parent.pk,
                },
                units=Unit.objects.order_by("code"),
            )
        )  # fmt: skip
        code, name = facts.pop("code"), facts.pop("name")
        unit, done = Unit.objects.filter(code=code).first(), []
        if unit is None:
            unit = Unit.found(code, name, by=self.by, at=self.at, **facts)
            done.append(_("Perangkat daerah baru: %(name)s.") % {"name": name})
        elif unit.amend(by=self.by, at=self.at, revision=None, name=name, **facts):
            done.append(_("Keterangannya diubah."))
        return done + self._end(row, unit)

    def _end(self, row: Row, unit: Unit) -> list[str]:
        last_day = _day(row["sampai"]) if row["sampai"] else None
        successor = _named(Unit, row["penerus"])
        if last_day is None or (last_day, successor) == (unit.valid_until, unit.successor):
            return []
        unit.close(last_day=last_day, successor=successor, by=self.by, at=self.at)
        return [_("Berakhir pada %(day)s.") % {"day": last_day}]


class Posts(Kind):
    title = gettext_lazy("Jabatan")
    columns = ("kode", "nama", "unit", "atasan", "pimpinan")

    def rows(self) -> Iterable[Iterable[object]]:
        for post in (
            Post.objects.visible_to(self.by).select_related("unit", "superior").order_by("code")
        ):
            yield [post.code, post.title, post.unit.code, _code(post.superior), _yes(post.is_head)]

    def do(self, row: Row) -> list[str]:
        unit, superior = _named(Unit, row["unit"]), _named(Post, row["atasan"])
        facts = clean(
            forms.PostFacts(
                {
                    "code": row["kode"], "title": row["nama"], "unit": unit and unit.pk,
                    "superior": superior and superior.pk,
                    "is_head": "on" if row["pimpinan"].lower() in YES else "",
                },
                units=Unit.objects.order_by("code"), posts=Post.objects.order_by("code"),
            )
        )  # fmt: skip
        post = Post.objects.filter(code=facts["code"]).first()
        if post is None:
            Post.create(by=self.by, at=self.at, **facts)
            return [_("Jabatan baru: %(title)s.") % {"title": facts["title"]}]
        facts.pop("code")
        is_changed = post.amend(by=self.by, at=self.at, revision=None, **facts)
        return [_("Keterangannya diubah.")] if is_changed else []


KINDS: dict[str, type[Kind]] = {"orang": People, "unit": Units, "jabatan": Posts}
LISTS = {"orang": "people", "unit": "units", "jabatan": "posts"}  # the page where each is shown


def offer(name: str, kind: type[Kind], *, shown_in: str) -> None:
    """Let a module's own table be taken away and brought in like ours."""
    KINDS[name], LISTS[name] = kind, shown_in


def clean(form: django_forms.BaseForm) -> dict[str, Any]:
    """What a form made of a row. Raises BadRow."""
    if form.is_valid():
        return form.cleaned_data
    found: list[Fault] = faults(form)
    raise BadRow(" ".join(fault.sentence for fault in found))


def _named(model: type[Named], code: str) -> Named | None:
    if not code:
        return None
    row = model._default_manager.filter(code=code).first()
    if row is None:
        raise BadRow(
            _("Tidak ada %(what)s dengan kode %(code)s.")
            % {"what": model._meta.verbose_name, "code": code}
        )
    return row


def _one_of(known: type[models.TextChoices], text: str, column: str) -> str:
    if text in known.values:
        return text
    allowed = ", ".join(known.values)
    raise BadRow(
        _("Kolom %(column)s berisi “%(text)s”; yang dikenal: %(allowed)s.")
        % {"column": column, "text": text, "allowed": allowed}
    )


def _day(text: str) -> date:
    try:
        day: date = forms.Day().clean(text)
    except django_forms.ValidationError as error:
        raise BadRow(
            _("“%(text)s” bukan tanggal; tulis misalnya 2016-12-07.") % {"text": text}
        ) from error
    return day


def _code(row: Any) -> str:
    return str(row.code) if row else ""


def _yes(is_so: bool) -> str:  # noqa: FBT001  a truth to be written down, not a switch
    return "ya" if is_so else "tidak"
