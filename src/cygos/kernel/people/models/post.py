"""A post (jabatan) in a unit: it stays when its holder goes."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel.acts.revised import Revised
from cygos.kernel.people.models.unit import Unit

if TYPE_CHECKING:
    from cygos.kernel.people.models.person import Person


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: "Person | None") -> Self:
        """All of them, to everybody: the posts of an office are public."""
        return self.all()

    def leading(self) -> Self:
        """Those that answer to no other post while others answer to them: who leads the whole city."""
        return self.filter(superior__isnull=True, subordinates__isnull=False).distinct()

    def existing(self, *, on: date) -> Self:
        """The posts of units that exist on that day."""
        return self.filter(unit__in=Unit.objects.existing(on=on))

    def matching(self, words: str) -> Self:
        """Every word in the title, the code or the unit's name."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                models.Q(title__icontains=word)
                | models.Q(code__icontains=word)
                | models.Q(unit__name__icontains=word)
            )
        return found


class Post(Revised):
    """What somebody can be appointed to; held through a hat, in a capacity."""

    code = models.SlugField(
        _("kode"), unique=True, error_messages={"unique": _("Kode ini sudah dipakai.")}
    )
    title = models.CharField(_("nama jabatan"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subordinates",
        verbose_name=_("atasan"),
    )  # fmt: skip
    is_head = models.BooleanField(_("pimpinan unit"), default=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(superior=models.F("id")),
                name="nobody_is_their_own_superior",
                violation_error_message=_("Jabatan tidak dapat menjadi atasan dirinya sendiri."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    def create(
        cls, code: str, title: str, unit: Unit, *, by: "Person | None", at: datetime, **facts: Any
    ) -> "Post":
        """A new post in a unit. Raises Impossible if the code is taken."""
        return cls._begin("post.created", by=by, at=at, code=code, title=title, unit=unit, **facts)

    def amend(
        self, *, by: "Person | None", at: datetime, revision: int | None, **facts: Any
    ) -> bool:
        """Other facts about the post. Raises Stale, or Impossible if the facts cannot be."""
        with self._changing(revision):
            return self._change("post.amended", by=by, at=at, values=facts)
