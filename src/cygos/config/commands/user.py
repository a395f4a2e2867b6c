"""cygos user: let people be known and give them roles from the server, above all the first city administrator.

What is done here is done by the system itself, and leaves the same acts as on screen. Doing it twice changes nothing
the second time.
"""

from datetime import date
from typing import Annotated, Any

import typer

from cygos.config.commands.usage import App, Words
from cygos.config.language import gettext, gettext_noop
from cygos.config.reasons import CannotDo
from cygos.config.terminal import answer

MOST = 200

Email = Annotated[str, typer.Option(help=gettext_noop("Alamat surel orang itu."))]
RoleName = Annotated[
    str, typer.Option(help=gettext_noop("city-admin, portal-editor, unit-editor, atau officer."))
]
UnitCode = Annotated[
    str, typer.Option(help=gettext_noop("Kode perangkat daerah. Kosong: seluruh kota."))
]
Day = Annotated[
    str, typer.Option(help=gettext_noop("Tanggal, seperti 2016-12-07. Kosong: hari ini."))
]


def add_to(app: typer.Typer) -> None:
    """Add `user`."""
    words = App(cls=Words, no_args_is_help=True, help=gettext_noop("Orang dan peran mereka."))
    words.command(help=gettext_noop("Tambah orang, dan beri tautan masuk sekali pakai."))(add)
    words.command(name="list", help=gettext_noop("Orang dan peran mereka hari ini."))(show)
    words.command(help=gettext_noop("Tautan masuk sekali pakai, berlaku 30 menit."))(link)
    words.command(help=gettext_noop("Beri peran."))(give)
    words.command(help=gettext_noop("Akhiri peran."))(end)
    app.add_typer(words, name="user")


def add(
    name: Annotated[str, typer.Option(help=gettext_noop("Nama orang itu."))],
    email: Email,
    role: RoleName = "",
    unit: UnitCode = "",
) -> None:
    """Add somebody (or find them), give a role if one is named, and print a sign-in link."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.kernel.people.models import Person
        from cygos.web import clock

        person = Person.objects.filter(email=email.lower()).first()
        is_new = person is None
        if person is None:
            _check(name, email)
            person = Person.add(name, email, by=None, at=clock.now())
        if role:
            _give(person, role, unit, clock.today())
        _tell(person, is_new=is_new, link=_link(person))


def show(
    search: Annotated[str, typer.Option(help=gettext_noop("Bagian dari nama atau surel."))] = "",
) -> None:
    """The people and their roles of today, the first 200 by name."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.kernel.people.models import Person
        from cygos.web import clock

        found = Person.objects.matching(search).by_name()[:MOST]
        rows = [_row(person, clock.today()) for person in found]
    lines = [f"{row['name']} <{row['email']}>  {', '.join(row['roles'])}" for row in rows]
    answer({"ok": True, "people": rows}, text="\n".join(lines) or gettext("Belum ada orang."))


def link(email: Email) -> None:
    """A new sign-in link for somebody who is known."""
    from cygos.config.commands.city import the_city

    with the_city():
        person = _find(email)
        _tell(person, is_new=False, link=_link(person))


def give(email: Email, role: RoleName, unit: UnitCode = "", since: Day = "") -> None:
    """Put a hat on somebody."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.web import clock

        person = _find(email)
        _give(person, role, unit, _day(since) or clock.today())
        answer(
            {"ok": True, **_row(person, clock.today())},
            text=gettext("{name} sekarang memegang peran {role}.").format(
                name=person.name, role=role
            ),
        )


def end(email: Email, role: RoleName, unit: UnitCode = "", last_day: Day = "") -> None:
    """Take a hat off somebody."""
    from cygos.config.commands.city import the_city

    with the_city():
        from cygos.web import clock

        person, last = _find(email), _day(last_day) or clock.today()
        hat = person.hats.worn(on=clock.today()).filter(role=_role(role), unit=_unit(unit)).first()
        if hat is None:
            raise CannotDo(
                gettext_noop("{name} tidak memegang peran {role} hari ini. Lihat `cygos user list`."),
                name=person.name, role=role,
            )  # fmt: skip
        hat.end(last_day=last, by=None, at=clock.now())
        answer(
            {"ok": True, "email": person.email, "role": role, "until": last},
            text=gettext("Peran {role} {name} berakhir pada {day}.").format(
                role=role, name=person.name, day=last
            ),
        )


def _give(person: Any, role: str, unit: str, since: date) -> None:
    from cygos.kernel.people.models import Hat
    from cygos.web import clock

    wanted, where = _role(role), _unit(unit)
    if not person.hats.worn(on=since).filter(role=wanted, unit=where).exists():
        Hat.give(person, wanted, by=None, at=clock.now(), unit=where, since=since)


def _find(email: str) -> Any:
    from cygos.kernel.people.models import Person

    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        raise CannotDo(
            gettext_noop(
                "Tidak ada orang dengan surel {email}. Tambahkan dengan `cygos user add`."
            ),
            email=email,
        )
    return person


def _check(name: str, email: str) -> None:
    from cygos.web.workspace.forms import PersonFacts

    form = PersonFacts({"name": name, "email": email})
    if not form.is_valid():
        from cygos.web.forms import faults

        raise CannotDo("{faults}", faults=" ".join(fault.sentence for fault in faults(form)))


def _role(role: str) -> Any:
    from cygos.kernel.people.roles import Role

    if role not in Role.values:
        known = ", ".join(Role.values)
        raise CannotDo(
            gettext_noop("Peran {role} tidak ada; yang ada: {known}."), role=role, known=known
        )
    return Role(role)


def _unit(code: str) -> Any:
    from cygos.kernel.people.models import Unit

    unit = Unit.objects.filter(code=code).first() if code else None
    if code and unit is None:
        raise CannotDo(gettext_noop("Tidak ada perangkat daerah dengan kode {code}."), code=code)
    return unit


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CannotDo(
            gettext_noop("“{text}” bukan tanggal; tulis misalnya 2016-12-07."), text=text
        ) from error


def _row(person: Any, today: date) -> dict[str, Any]:
    person.forget_hats()
    roles = [
        f"{hat.role}, {hat.unit.code}" if hat.unit else hat.role
        for hat in person.hats_worn(on=today)
    ]
    return {"name": person.name, "email": person.email, "active": person.is_active, "roles": roles}


def _link(person: Any) -> str:
    from django.conf import settings

    from cygos.web.accounts.link import link_for

    home = f"https://{settings.DOMAIN}" if settings.DOMAIN else "http://127.0.0.1:8000"
    return f"{home}{link_for(person)}"


def _tell(person: Any, *, is_new: bool, link: str) -> None:
    done = gettext("{name} ditambahkan.") if is_new else gettext("{name} sudah dikenal.")
    text = gettext("{done}\nTautan masuk, sekali pakai, berlaku 30 menit:\n{link}").format(
        done=done.format(name=person.name), link=link
    )
    answer({"ok": True, "email": person.email, "new": is_new, "link": link}, text=text)
