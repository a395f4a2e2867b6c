"""A rule book as it was when a case first opened under it. Never changed, never removed."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cygos.kernel.procedure.book import Book

_READ: dict[str, Book] = {}


class StoredBook(models.Model):
    name = models.CharField(_("nama"), max_length=40, unique=True)  # PGD@3
    digest = models.CharField(_("sidik"), max_length=64, unique=True)
    body = models.JSONField(_("isi"))
    used_at = models.DateTimeField(_("dipakai sejak"))

    class Meta:
        ordering = ("name",)
        verbose_name = _("buku aturan")
        verbose_name_plural = _("buku aturan")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, book: Book, *, at: datetime) -> "StoredBook":
        """The stored form of this book, written at its first use. Raises ValueError if its name means another book."""
        stored, _is_new = cls.objects.get_or_create(
            name=book.name, defaults={"digest": book.digest, "body": book.plain(), "used_at": at}
        )
        if stored.digest != book.digest:
            raise ValueError(
                f"{book.name} was used with other rules before; a changed book is a new version"
            )
        return stored

    @property
    def book(self) -> Book:
        """The rules, read once in each process: a digest means one book for ever."""
        if self.digest not in _READ:
            _READ[self.digest] = Book.read(self.body)
        return _READ[self.digest]
