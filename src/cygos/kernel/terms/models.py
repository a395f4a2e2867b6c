"""A term (tenggat): how long, in which unit, by which rule, and how sure we are of it."""

from django.db import models


class TermUnit(models.TextChoices):
    WORKING_DAY = "working_day", "hari kerja"
    DAY = "day", "hari"
    HOUR = "hour", "jam"
    MONTH = "month", "bulan"
    YEAR = "year", "tahun"


class Verification(models.TextChoices):
    """How far a figure was verified. Only what was read in the law is presented as law."""

    READ = "V", "dibaca dalam peraturan"
    SEEN = "S", "dilihat di sumber lain"
    UNVERIFIED = "U", "ketentuan kota"


class Term(models.Model):
    """Configuration, never code: a rule book names the key, the city sets amount and unit."""

    key = models.CharField("kunci", max_length=60, unique=True)
    area = models.CharField("bidang", max_length=40)
    what = models.CharField("apa", max_length=200)
    trigger = models.CharField("dihitung sejak", max_length=200)
    amount = models.PositiveIntegerField("jumlah")
    unit = models.CharField("satuan", max_length=20, choices=TermUnit.choices)
    basis = models.CharField("dasar hukum", max_length=200)
    verification = models.CharField("verifikasi", max_length=1, choices=Verification.choices)

    class Meta:
        ordering = ("key",)
        verbose_name = "tenggat"
        constraints = (
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_term_has_a_length"),
        )

    def __str__(self) -> str:
        return f"{self.key}: {self.amount} {self.get_unit_display()}"

    @property
    def is_law(self) -> bool:
        """Whether it may be shown as law; otherwise it is shown as “ketentuan kota”."""
        return self.verification == Verification.READ
