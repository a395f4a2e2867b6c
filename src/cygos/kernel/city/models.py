"""The city itself: one row, filled by its pack, edited on screen from then on."""

from django.db import models


class CityManager(models.Manager["City"]):
    def here(self) -> "City":
        """The city this installation serves. Raises City.DoesNotExist before a pack is applied."""
        return self.get()


class City(models.Model):
    """Kota: what stands in the header, the footer and on every document."""

    code = models.CharField("kode Kemendagri", max_length=13, unique=True)
    name = models.CharField("nama", max_length=120)
    government = models.CharField("nama pemerintahan", max_length=160)
    motto = models.CharField("semboyan", max_length=200, blank=True)
    motto_en = models.CharField("semboyan dalam bahasa Inggris", max_length=200, blank=True)
    address = models.CharField("alamat", max_length=300, blank=True)
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel", blank=True)
    domain = models.CharField("domain resmi", max_length=120, blank=True)
    hotlines = models.JSONField("nomor darurat", default=list)
    palette = models.JSONField("palet", default=dict)
    motif = models.TextField("motif (SVG)", blank=True)
    crest = models.TextField("lambang (SVG)", blank=True)

    objects = CityManager()

    class Meta:
        verbose_name = "kota"
        constraints = (
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_only_one_city"),
        )

    def __str__(self) -> str:
        return self.name
