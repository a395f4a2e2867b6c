"""The front page of the city, and the words with which the city greets whoever comes to it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import Page

from cygos.information.pieces import pictures
from cygos.information.portal import front
from cygos.kernel.acts.revised import Revised
from cygos.web import clock


class HomePage(Page):
    """Beranda."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "portal/home.html"

    class Meta:
        verbose_name = _("beranda")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | front.parts(at=clock.now()) | {"welcome": Welcome.objects.shown()}


class Place(models.TextChoices):
    """Where a greeting stands."""

    HOME = "beranda", _("Beranda")


class WelcomeQuerySet(models.QuerySet["Welcome"]):
    def shown(self) -> "Welcome | None":
        """The greeting of the front page with its picture; None where the city has written none."""
        found = self.filter(place=Place.HOME).select_related("picture").first()
        if found and found.picture:
            pictures.fetch_sizes([found.picture])
        return found


class Welcome(Revised):
    """How the city greets its readers, in both languages; a picture beside it where there is one."""

    place = models.CharField(
        _("tempat"), max_length=20, unique=True, choices=Place.choices, default=Place.HOME
    )
    title = models.CharField(_("judul"), max_length=80)
    title_en = models.CharField(_("judul dalam bahasa Inggris"), max_length=80, blank=True)
    words = models.CharField(_("kalimat sambutan"), max_length=240, blank=True)
    words_en = models.CharField(
        _("kalimat sambutan dalam bahasa Inggris"), max_length=240, blank=True
    )
    picture = models.ForeignKey(
        get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("gambar"),
    )  # fmt: skip
    alt = models.CharField(_("teks pengganti gambar"), max_length=200, blank=True)
    alt_en = models.CharField(
        _("teks pengganti gambar dalam bahasa Inggris"), max_length=200, blank=True
    )

    objects = WelcomeQuerySet.as_manager()

    class Meta:
        ordering = ("place",)
        verbose_name = _("sambutan")
        verbose_name_plural = _("sambutan")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(title=""), name="a_welcome_has_a_title",
                violation_error_message=_("Tulis judul sambutan."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @classmethod
    def write(cls, *, by: models.Model | None, at: datetime, **facts: Any) -> "Welcome":
        """The first greeting of a city. Raises Impossible if there is one already."""
        return cls._begin("welcome.written", by=by, at=at, **facts)

    def amend(
        self, *, by: models.Model | None, at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other words, another picture. Raises Stale, or Impossible."""
        with self._changing(revision):
            return self._change("welcome.amended", by=by, at=at, values=facts)

    # What a reader sees of it

    @property
    def language(self) -> str:
        """The language in which this reader reads it: English only where all of it is there."""
        is_whole = self.title_en and (self.words_en or not self.words)
        return "en" if get_language() == "en" and is_whole else "id"

    @property
    def heading(self) -> str:
        return self.title_en if self.language == "en" else self.title

    @property
    def lead(self) -> str:
        return self.words_en if self.language == "en" else self.words

    @property
    def picture_in_words(self) -> str:
        return (self.alt_en if self.language == "en" else "") or self.alt
