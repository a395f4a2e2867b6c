"""City packs: the one list of what is in them, and how a city starts from one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from cygos.config import folders
from cygos.information.news.pack import CATEGORIES
from cygos.kernel.acts.models import record
from cygos.kernel.city.models import City
from cygos.kernel.city.pack import CITY
from cygos.kernel.pack import applying, folder
from cygos.kernel.pack.applying import Plan
from cygos.kernel.pack.folder import Pack
from cygos.kernel.pack.section import Section
from cygos.kernel.people.pack import HATS, PERSONS, POSTS, UNITS
from cygos.kernel.places.pack import AREAS
from cygos.kernel.terms.pack import TERMS

SECTIONS: tuple[Section, ...] = (CITY, AREAS, UNITS, POSTS, TERMS, CATEGORIES)
DEMO: tuple[Section, ...] = (PERSONS, HATS)
EVERYTHING = (*SECTIONS, *DEMO)


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


def apply(
    pack: Pack, sections: Sequence[Section], *, seen: Plan, take: Collection[str], at: datetime
) -> Plan:
    """Carry out the plan that was seen, and leave the act, in one transaction. Raises PackMoved."""
    with transaction.atomic():
        done = applying.carry_out(pack, sections, at=at, seen=seen, take=take)
        if done.writes:
            counts = {fate.value: count for fate, count in sorted(done.counts.items())}
            details = {"pack": pack.name, "digest": pack.digest, "rows": counts}
            record("pack.applied", City.objects.here(), by=None, at=at, details=details)
        return done
