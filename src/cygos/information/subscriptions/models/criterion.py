"""What somebody wants to hear of, and how often."""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cygos.information.news.models import Category, Topic
from cygos.kernel.people.models import Unit
from cygos.kernel.search import wording
from cygos.web.times import WIB

MORNING = time(6, 0)  # when digests go out, WIB


class About(models.TextChoices):
    ALL = "all", _("Semua kabar kota")
    CATEGORY = "category", _("Kategori")
    TOPIC = "topic", _("Topik")
    UNIT = "unit", _("Perangkat daerah")
    WORDS = "words", _("Kata")
    ALERTS = "alerts", _("Siaga")


class Rhythm(models.TextChoices):
    AT_ONCE = "at_once", _("Seketika")
    DAILY = "daily", _("Rangkuman harian, pukul 06.00 WIB")
    WEEKLY = "weekly", _("Rangkuman mingguan, Senin pukul 06.00 WIB")

    def due(self, *, after: datetime) -> datetime:
        """When what happened then is sent."""
        if self is Rhythm.AT_ONCE:
            return after
        local = after.astimezone(WIB)
        morning = datetime.combine(local.date(), MORNING, tzinfo=WIB)
        if morning <= local:
            morning += timedelta(days=1)
        if self is Rhythm.WEEKLY:
            morning += timedelta(days=-morning.weekday() % 7)
        return morning


class Criterion(models.Model):
    """One wish. Of the four columns beside `about`, the one it names is filled."""

    about = models.CharField(_("tentang"), max_length=10, choices=About.choices)
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    words = models.CharField(_("kata"), max_length=wording.LONGEST, blank=True)
    question = models.TextField(blank=True, editable=False)
    rhythm = models.CharField(_("seberapa sering"), max_length=10, choices=Rhythm.choices)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(about=About.CATEGORY, category__isnull=False)
                | ~models.Q(about=About.CATEGORY) & models.Q(category__isnull=True),
                name="a_wish_for_a_category_names_one_%(class)s",
            ),
            models.CheckConstraint(
                condition=models.Q(about=About.TOPIC, topic__isnull=False)
                | ~models.Q(about=About.TOPIC) & models.Q(topic__isnull=True),
                name="a_wish_for_a_topic_names_one_%(class)s",
            ),
            models.CheckConstraint(
                condition=models.Q(about=About.UNIT, unit__isnull=False)
                | ~models.Q(about=About.UNIT) & models.Q(unit__isnull=True),
                name="a_wish_for_an_office_names_one_%(class)s",
            ),
            models.CheckConstraint(
                condition=models.Q(about=About.WORDS) & ~models.Q(question="")
                | ~models.Q(about=About.WORDS) & models.Q(question="", words=""),
                name="a_wish_for_words_has_some_%(class)s",
            ),
            models.CheckConstraint(
                condition=~models.Q(about=About.ALERTS) | models.Q(rhythm=Rhythm.AT_ONCE),
                name="an_alert_is_told_at_once_%(class)s",
            ),
        )

    @property
    def wish(self) -> dict[str, Any]:
        """What is wanted, as another row takes it over."""
        names = ("about", "category_id", "topic_id", "unit_id", "words", "question")
        return {name: getattr(self, name) for name in names}

    @property
    def label(self) -> str:
        """The wish in words, in the reader's language."""
        if self.about == About.CATEGORY and self.category:
            return self.category.label
        if self.about == About.TOPIC and self.topic:
            return self.topic.label
        if self.about == About.UNIT and self.unit:
            return self.unit.name
        if self.about == About.WORDS:
            return gettext("“%(words)s”") % {"words": self.words}
        return str(About(self.about).label)
