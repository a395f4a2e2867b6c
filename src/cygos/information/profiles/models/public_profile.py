"""An official's public page. Nobody has one by wearing a hat: it is decided, for somebody who holds or held a post.

The page says the name as the public knows it, the posts with their days, and a few words. It is closed as it was
opened: by a decision, at once.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.images import get_image_model_string

from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.models import Hat, Person
from cygos.kernel.refusals import Conflict
from cygos.web.spoken import is_spoken, spoken

FACTS = ("slug", "name", "about", "about_en", "portrait_alt", "basis")


class NoPublicPost(Conflict):
    """Only whoever holds or held a post has a public page."""

    code = "no-public-post"
    sentence = gettext_noop("Orang ini tidak memegang jabatan, dan tidak pernah memegangnya.")
    advice = gettext_noop("Beri dahulu peran dengan jabatan, lengkap dengan tanggalnya.")


class PublicProfileQuerySet(models.QuerySet["PublicProfile"]):
    def open(self) -> Self:
        """Those that everybody may read."""
        return self.filter(is_open=True)

    def in_office(self, *, on: date) -> Self:
        """The open ones of whoever holds a post on that day, by name."""
        return self._of(Hat.objects.with_post().worn(on=on))

    def out_of_office(self, *, on: date) -> Self:
        """The open ones of whoever held a post and holds none on that day."""
        now = Hat.objects.with_post().worn(on=on).values("person")
        return self._of(Hat.objects.with_post().filter(since__lte=on)).exclude(person__in=now)

    def slugs_of(self, people: "Iterable[int]") -> dict[int, str]:
        """The addresses of those who have an open page, by the person's key. One query."""
        found = self.open().filter(person__in=list(people))
        return dict(found.order_by().values_list("person", "slug"))

    def _of(self, hats: "models.QuerySet[Hat]") -> Self:
        found = self.open().filter(person__in=hats.values("person"))
        return found.select_related("portrait").order_by(Lower("name"), "id")


class PublicProfile(Revised):
    person = models.OneToOneField(Person, models.PROTECT, related_name="+", verbose_name=_("orang"))
    slug = models.SlugField(
        _("alamat"), max_length=80, unique=True,
        error_messages={"unique": _("Alamat ini sudah dipakai pejabat lain.")},
    )  # fmt: skip
    name = models.CharField(_("nama seperti dikenal umum"), max_length=200)
    about = models.TextField(_("riwayat singkat"), max_length=1200, blank=True)
    about_en = models.TextField(
        _("riwayat singkat dalam bahasa Inggris"), max_length=1200, blank=True
    )
    portrait = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("potret"),
    )  # fmt: skip
    portrait_alt = models.CharField(_("teks pengganti potret"), max_length=200, blank=True)
    basis = models.CharField(_("dasar keputusan"), max_length=200)
    is_open = models.BooleanField(_("dibuka untuk umum"), default=True)
    is_demo = models.BooleanField(_("contoh"), default=False, editable=False)

    objects = PublicProfileQuerySet.as_manager()

    untold: ClassVar[frozenset[str]] = frozenset(
        {"slug", "name", "about", "about_en", "portrait_alt"}
    )

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("profil publik")
        verbose_name_plural = _("profil publik")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name=""), name="a_public_profile_has_a_name",
                violation_error_message=_("Tulis nama seperti dikenal umum."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""), name="a_public_profile_is_decided_by_somebody",
                violation_error_message=_("Tulis dasar keputusannya."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @classmethod
    def open_for(
        cls, person: Person, *, by: models.Model | None, at: datetime, on: date, **facts: Any
    ) -> "PublicProfile":
        """Decide that this person has a public page. Raises NoPublicPost, or Impossible if there is one."""
        if not Hat.objects.with_post().filter(person=person, since__lte=on).exists():
            raise NoPublicPost
        return cls._begin("public-profile.opened", by=by, at=at, person=person, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other words, another portrait; or open it again. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("public-profile.amended", by=by, at=at, values=facts)

    def close(self, *, by: models.Model | None, at: datetime, revision: int | None) -> None:
        """Nobody reads it any more, from now on. Raises Stale."""
        with self._changing(revision):
            self._change("public-profile.closed", by=by, at=at, values={"is_open": False})

    # What a reader sees of it

    @property
    def is_translated(self) -> bool:
        return is_spoken(self.about_en)

    @property
    def story(self) -> str:
        return spoken(self.about, self.about_en)
