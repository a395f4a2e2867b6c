"""The shapes of what the API answers, as the description says them. Names stay; what is new is added."""

from datetime import date, datetime

from ninja import Schema


class Problem(Schema):
    """RFC 9457: what was refused, and what to do next."""

    type: str
    title: str
    status: int
    detail: str


class Named(Schema):
    """Something with a stable key, a name in Bahasa and one in English, where there is one."""

    key: str
    name: str
    name_en: str
    url: str


class Part(Schema):
    """An office as others name it."""

    code: str
    name: str
    url: str


class ArticleLine(Schema):
    """An article in a list. `id` stays the same when its address or its words change."""

    id: int
    title: str
    teaser: str
    url: str
    self: str
    category: str
    unit: str | None
    byline: str
    published_at: datetime
    is_time_known: bool


class Edition(Schema):
    """What became of an article after it was published."""

    kind: str
    note: str
    at: datetime


class Article(ArticleLine):
    """A whole article. `fingerprint` is the SHA-256 of exactly what `text_url` answers."""

    lead: str
    paragraphs: list[str]
    topics: list[str]
    changed_at: datetime | None
    text_url: str
    fingerprint: str
    editions: list[Edition]
    views: str


class Articles(Schema):
    """One part of a list; `next` is the address of the part with what is older."""

    items: list[ArticleLine]
    next: str | None


class Day(Schema):
    day: date
    count: int


class Views(Schema):
    """How often it was viewed: before this portal, and on each day since (at most the last 3,660)."""

    before: int
    total: int
    days: list[Day]


class Categories(Schema):
    items: list[Named]


class Topic(Named):
    """A topic, with how many published articles are about it."""

    count: int


class Topics(Schema):
    items: list[Topic]


class Unit(Schema):
    """An office, with its beginning, its end, and who carries its work on."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str | None
    successor: str | None
    valid_from: date | None
    valid_until: date | None
    address: str
    phone: str
    email: str
    url: str
    self: str


class Units(Schema):
    items: list[Unit]


class Term(Schema):
    """A post that somebody holds or held, from a day until a day."""

    post: str
    unit: Part | None
    capacity: str
    since: date
    until: date | None


class Official(Schema):
    """Somebody whose profile is open to the public, with the posts held today."""

    key: str
    name: str
    url: str
    terms: list[Term]


class Officials(Schema):
    items: list[Official]


class Notice(Schema):
    """A notice; `rank` is berjalan (running), penting (important) or siaga (alert)."""

    id: int
    text: str
    text_en: str
    detail: str
    detail_en: str
    rank: str
    area: str | None
    starts_at: datetime | None
    ends_at: datetime | None
    url: str


class Notices(Schema):
    """Those that run now, the most urgent first."""

    items: list[Notice]


class Area(Schema):
    """An area by its Kemendagri code."""

    code: str
    level: str
    name: str
    parent: str | None
    postal_code: str


class Areas(Schema):
    items: list[Area]
