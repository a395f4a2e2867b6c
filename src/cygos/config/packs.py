"""City packs: the one list of what is in them, and how a city starts from one."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext

from cygos.config import folders
from cygos.information.news import importing
from cygos.information.news.demo import sort_as_said
from cygos.information.news.pack import CATEGORIES, TOPICS
from cygos.information.notices.demo import fill_with_notices
from cygos.information.pieces.demo import fill_with_pieces, tables_in
from cygos.information.portal.pack import WELCOME
from cygos.information.portal.tree import plant
from cygos.information.profiles import pack as profiles
from cygos.information.publishing.demo import withdraw_as_said
from cygos.information.subscriptions.demo import fill_with_subscriptions
from cygos.kernel import changes
from cygos.kernel.acts.models import record
from cygos.kernel.city.models import City
from cygos.kernel.city.pack import CITY
from cygos.kernel.holidays.models import Day
from cygos.kernel.holidays.pack import HOLIDAYS, YEARS
from cygos.kernel.pack import applying, folder
from cygos.kernel.pack.applying import Plan
from cygos.kernel.pack.comparing import Fate
from cygos.kernel.pack.folder import Pack
from cygos.kernel.pack.section import Section
from cygos.kernel.people.pack import HATS, PERSONS, POSTS, UNITS
from cygos.kernel.places.pack import AREAS
from cygos.kernel.refusals import Refusal
from cygos.kernel.search.pack import SPELLINGS
from cygos.kernel.terms.pack import TERMS
from cygos.web.pack import NAVIGATION

SECTIONS: tuple[Section, ...] = (
    CITY, AREAS, UNITS, POSTS, HOLIDAYS, YEARS, TERMS, CATEGORIES, TOPICS, NAVIGATION, WELCOME,
    SPELLINGS,
    profiles.OFFICES, profiles.SERVICES, profiles.SPECIAL_DAYS,
)  # fmt: skip
DEMO: tuple[Section, ...] = (
    PERSONS, HATS, profiles.DEMO_OFFICES, profiles.DEMO_SERVICES, profiles.DEMO_SPECIAL_DAYS,
    profiles.DEMO_OFFICIALS,
)  # fmt: skip
EVERYTHING = (*SECTIONS, *DEMO)
ARTICLES = "demo/articles"
WITHDRAWALS = "demo/withdrawals.csv"
NOTICES = "demo/notices.csv"
SORTED = "demo/sorted.csv"
SUBSCRIPTIONS = "demo/subscriptions.csv"
PAGES = "demo/pages"


class AnotherCity(Refusal):
    """The pack is of another city than the one that this database holds."""

    code, status = "another-city", 409
    sentence = (
        "Paket {pack} milik kota berkode {code}, sedangkan basis data ini milik {city} ({own})."
    )
    advice = "Pakai basis data lain (CYGOS_DATA) untuk kota lain."


def where(name: str) -> Path:
    """The folder of a pack: a name in packs/, or a folder of one's own."""
    shipped = folders.packs() / name
    return shipped if "/" not in name and shipped.is_dir() else Path(name)


def read(path: Path) -> Pack:
    """The whole pack, demo and all, checked against itself. Raises FaultyPack."""
    return folder.read(path, EVERYTHING)


def sections_for(*, demo: bool) -> Sequence[Section]:
    """What is applied: invented people come to demo cities only."""
    return EVERYTHING if demo else SECTIONS


def plan(pack: Pack, sections: Sequence[Section], *, take: Collection[str]) -> Plan:
    """What applying would do. Raises AnotherCity if this pack is not this city's."""
    here = City.objects.first()
    (code,) = pack.rows[CITY.name]
    if here and here.code != code:
        raise AnotherCity(pack=pack.name, code=code, city=here.name, own=here.code)
    return applying.plan(pack, sections, take=take)


def apply(
    pack: Pack, sections: Sequence[Section], *, seen: Plan, take: Collection[str], at: datetime
) -> Plan:
    """Carry out the plan that was seen, and leave the act, in one transaction. Raises PackMoved."""
    with transaction.atomic():
        done = applying.carry_out(pack, sections, at=at, seen=seen, take=take)
        if done.writes:
            Day.number_anew()
            counts = {fate.value: count for fate, count in sorted(done.counts.items())}
            details = {"pack": pack.name, "digest": pack.digest, "rows": counts}
            record("pack.applied", City.objects.here(), by=None, at=at, details=details)
            changes.changed(changes.EVERYTHING)
        return done


def open_city(
    name: str, *, demo: bool, domain: str, at: datetime, say: Callable[[str], None]
) -> None:
    """Fill a new city from the pack of this name; say so when that pack has changed since.

    Only an empty city is filled: afterwards the database is true, and a newer pack waits for
    `cygos pack apply`. A start that was cut off is taken up where it stopped. Raises FaultyPack, and
    nothing is written then.
    """
    path, sections = where(name), sections_for(demo=demo)
    if not City.objects.exists():
        pack = read(path)
        done = apply(pack, sections, seen=plan(pack, sections, take=()), take=(), at=at)
        count = done.counts[Fate.NEW]
        say(gettext("{count} baris dari paket {name}.").format(count=count, name=pack.name))
    elif path.is_dir() and not applying.is_applied(path.name, folder.digest(path, EVERYTHING)):
        advice = gettext(
            "Paket {name} berubah sejak diterapkan; lihat: cygos pack apply {name} --dry-run"
        )
        say(advice.format(name=path.name))
    _plant(domain)
    if demo:
        _fill_with_articles(path / ARTICLES, at=at, say=say)
        _fill_with_notices(path / NOTICES, at=at, say=say)
        _once(path / SORTED, sort_as_said, at=at)
        _once(path / SUBSCRIPTIONS, fill_with_subscriptions, at=at)
        for table in tables_in(path / PAGES):
            _once(table, fill_with_pieces, at=at)
        _once(path / WITHDRAWALS, withdraw_as_said, at=at)


def _plant(domain: str) -> None:
    """The pages that every city has; what is there already stays."""
    title = City.objects.here().name
    if domain:
        plant(title=title, host=domain, port=443)
    else:
        plant(title=title)


def _fill_with_articles(articles: Path, *, at: datetime, say: Callable[[str], None]) -> None:
    """The demo's articles, once: afterwards they belong to the editors."""
    mark = f"{articles.parents[1].resolve().name}/{ARTICLES}"
    if not articles.is_dir() or applying.was_applied(mark):
        return
    count = importing.fill_with_articles(articles, at=at)
    applying.remember(mark, digest="", at=at)
    say(gettext("{count} berita contoh.").format(count=count))


def _fill_with_notices(table: Path, *, at: datetime, say: Callable[[str], None]) -> None:
    """The demo's notices, once, with their hours counted from now."""
    mark = f"{table.parents[1].resolve().name}/{NOTICES}"
    if not table.is_file() or applying.was_applied(mark):
        return
    with transaction.atomic():
        count = fill_with_notices(table, at=at)
        applying.remember(mark, digest="", at=at)
    say(gettext("{count} pengumuman contoh.").format(count=count))


def _once(table: Path, fill: Callable[..., object], *, at: datetime) -> None:
    """Fill the demo from one of its tables, the first time only."""
    mark = f"{table.parents[1].resolve().name}/{table.parent.name}/{table.name}"
    if not table.is_file() or applying.was_applied(mark):
        return
    with transaction.atomic():
        fill(table, at=at)
        applying.remember(mark, digest="", at=at)
