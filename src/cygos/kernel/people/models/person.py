"""A person: somebody CyGoS knows by name."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.models import Act, ActQuerySet
from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.refusals import LastAdmin, NotYourself
from cygos.kernel.people.roles import Role


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, viewer: "Person", *, on: date) -> Self:
        """Whom somebody may look up: a city admin everybody, anybody else themselves."""
        return self.all() if viewer.wears(Role.CITY_ADMIN, on=on) else self.filter(pk=viewer.pk)

    def matching(self, words: str) -> Self:
        """Every word in the name or the address, in any order; no words match everybody."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(models.Q(name__icontains=word) | models.Q(email__icontains=word))
        return found

    def keep_an_admin(
        self, *, after: date, without_hat: int | None = None, without_person: int | None = None
    ) -> None:
        """Raises LastAdmin if nobody else is a city admin on the day after; the admins stay locked.

        Two admins who take away each other's hats at the same moment wait for each other here.
        """
        day = after + timedelta(days=1)
        worn = models.Q(hats__role=Role.CITY_ADMIN, hats__since__lte=day) & (
            models.Q(hats__until__isnull=True) | models.Q(hats__until__gte=day)
        )
        admins = self.filter(worn, is_active=True)
        list(self.filter(pk__in=admins.values("pk")).order_by("pk").select_for_update())
        pairs = list(admins.values_list("pk", "hats__pk"))
        if pairs and all(pk == without_person or hat == without_hat for pk, hat in pairs):
            raise LastAdmin(day=after)

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "id")


class PersonManager(BaseUserManager["Person"].from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, username: str | None) -> "Person":
        person: Person = self.get(email__iexact=username)
        return person

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        """Django's and allauth's way in; a person without a password signs in by code or passkey."""
        person: Person = self.model(email=email.lower(), **facts)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(Revised, AbstractBaseUser, PermissionsMixin):
    """Somebody with one name: single names are normal here, and titles are not split off."""

    code = models.UUIDField(_("kode"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nama"), max_length=200)
    email = models.EmailField(
        _("surel"),
        unique=True,
        error_messages={"unique": _("Alamat surel ini sudah dipakai orang lain.")},
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    joined_at = models.DateTimeField(_("terdaftar"), auto_now_add=True)
    is_demo = models.BooleanField(_("orang contoh"), default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    untold: ClassVar[frozenset[str]] = frozenset({"name", "email", "password"})
    # Anybody may sign up, and must not empty every page cache by doing so; an official's new name shows within minutes.
    is_public: ClassVar[bool] = False

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("orang")
        verbose_name_plural = _("orang")
        constraints = (
            models.UniqueConstraint(
                Lower("email"), name="an_address_belongs_to_one_person",
                violation_error_message=_("Alamat surel ini sudah dipakai orang lain."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="a_person_has_a_name",
                violation_error_message=_("Nama harus diisi."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    # What happens to a person

    @classmethod
    def add(
        cls, name: str, email: str, *, by: "Person | None", at: datetime, is_demo: bool = False
    ) -> "Person":
        """Let somebody be known. They sign in by a code sent to that address; there is no password."""
        return cls._begin(
            "person.added", by=by, at=at, name=name, email=email.lower(), is_demo=is_demo,
            password=make_password(None),
        )  # fmt: skip

    def amend(
        self, *, name: str, email: str, by: "Person | None", at: datetime, revision: int | None
    ) -> bool:
        """Another name or address. Raises Stale, or Impossible if the address is somebody else's."""
        with self._changing(revision):
            values = {"name": name, "email": email.lower()}
            return self._change("person.amended", by=by, at=at, values=values)

    def rename(self, name: str, *, by: "Person | None", at: datetime) -> bool:
        """Another name, whatever else has changed."""
        with self._changing(None):
            return self._change("person.amended", by=by, at=at, values={"name": name})

    def move(self, email: str, *, by: "Person | None", at: datetime) -> bool:
        """Another address, whatever else has changed. Raises Impossible if it is somebody else's."""
        with self._changing(None):
            values = {"email": email.lower()}
            return self._change("person.amended", by=by, at=at, values=values)

    def deactivate(self, *, by: "Person | None", at: datetime, on: date) -> None:
        """Nobody signs in as this person any more, and open sessions end with their next request.

        Raises NotYourself, or LastAdmin if the city would be left without anybody to give hats.
        """
        if by == self:
            raise NotYourself
        with transaction.atomic():
            Person.objects.keep_an_admin(after=on, without_person=self.pk)
            with self._changing(None):
                self._change("person.deactivated", by=by, at=at, values={"is_active": False})

    def reactivate(self, *, by: "Person | None", at: datetime) -> None:
        """The person may sign in again, with the hats they still wear."""
        with self._changing(None):
            self._change("person.reactivated", by=by, at=at, values={"is_active": True})

    # What a person may do

    def hats_worn(self, *, on: date) -> list[Any]:
        """The hats of that day, with unit and post; asked once, then remembered for this object."""
        worn: dict[date, list[Any]] = self.__dict__.setdefault("_worn", {})
        if on not in worn:
            hats = self.hats.worn(on=on).select_related("unit", "post")
            worn[on] = list(hats) if self.is_active else []
        return worn[on]

    def wears(self, *roles: Role, on: date) -> bool:
        """Whether this person holds any of these roles on that day, anywhere in the city."""
        return any(hat.role in roles for hat in self.hats_worn(on=on))

    def is_officer(self, *, on: date) -> bool:
        """Whether this person wears any hat at all on that day: then a second factor is asked for."""
        return bool(self.hats_worn(on=on))

    def acts_in_sight(self, *, on: date) -> ActQuerySet:
        """The acts this person may read: a city admin all, anybody else their own."""
        acts: ActQuerySet = Act.objects.all()
        return acts if self.wears(Role.CITY_ADMIN, on=on) else acts.filter(actor=self)

    def forget_hats(self) -> None:
        """After a hat was given or taken off, the next question is asked of the database again."""
        self.__dict__.pop("_worn", None)
