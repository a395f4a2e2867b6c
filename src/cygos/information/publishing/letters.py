"""What officers are told by mail: a page waits for them, was approved, sent back or kept back, is to be reviewed."""

from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cygos.information.publishing.models import Letter, PreviewLink
from cygos.information.publishing.reach import reach
from cygos.kernel.city.models import City
from cygos.kernel.people.models import Hat, Person
from cygos.kernel.people.roles import Role
from cygos.web import clock

BATCH = 20


def portal_editors() -> list[Person]:
    """Who approves today, by the hats worn today."""
    worn = Hat.objects.worn(on=clock.today()).filter(role=Role.PORTAL_EDITOR)
    people = Person.objects.filter(pk__in=worn.values("person"), is_active=True)
    return list(people.order_by("pk"))


def editors_of(page: Any) -> list[Person]:
    """Who writes for the unit of this page; for the portal's own pages its editors."""
    if page.unit_id is None:
        return portal_editors()
    worn = Hat.objects.worn(on=clock.today()).filter(role=Role.UNIT_EDITOR)
    people = Person.objects.filter(pk__in=worn.values("person"), is_active=True).order_by("pk")
    found = [person for person in people if page.unit_id in (reach(person) or ())]
    return found or portal_editors()


def tell(
    matter: Letter.Matter, page: Any, people: Iterable[Person | None], *, note: str = ""
) -> None:
    """Write to these people, each once, in the transaction of what happened."""
    known = {person.pk: person for person in people if person and person.is_active}
    Letter.objects.lay(matter, page, known.values(), at=clock.now(), note=note)


def send_letters(*, at: datetime) -> int:
    """Send a batch of those that are due, and say how many the mail server took."""
    sent = 0
    with transaction.atomic():
        letters = Letter.objects.claim(at=at, most=BATCH)
        if not letters:
            return 0
        connection = get_connection()
        try:
            for letter in letters:
                try:
                    connection.send_messages([_mail(letter)])
                except (SMTPException, OSError):
                    letter.postpone(at=at)
                else:
                    letter.was_taken()
                    sent += 1
        finally:
            connection.close()
    return sent


def tidy(*, at: datetime) -> None:
    """What is too old to tell anything goes: letters that no mail server took, and preview links."""
    Letter.objects.forget_old(at=at)
    PreviewLink.objects.forget_old(at=at)


def _mail(letter: Letter) -> EmailMessage:
    with override("id"):
        city = City.objects.first()
        where = reverse("wagtailadmin_pages:edit", args=[letter.page_id])
        facts = {
            "letter": letter, "title": letter.page.draft_title or letter.page.title,
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{where}",
            "city": city.name if city else "CyGoS", "is_demo": settings.IS_DEMO,
        }  # fmt: skip
        subject = _("“%(title)s” %(matter)s") % {
            "title": facts["title"],
            "matter": letter.get_matter_display(),
        }
        if settings.IS_DEMO:
            subject = f"{_('Contoh: bukan situs resmi')} – {subject}"
        return EmailMessage(
            " ".join(subject.split())[:200],
            render_to_string("publishing/letter.txt", facts),
            to=[letter.to.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
