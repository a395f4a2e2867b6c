"""What every database must be like, whoever runs it: the questions, and what the tests were run against."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from cygos.database.programs import OLDEST
from cygos.database.reasons import gettext_noop

IN_ORDER = [
    "10",
    "9",
    "Apel",
    "Zebra",
    "apel",
    "zebra",
    "École",
    "Émil",
    "école",
    "élan",
]  # by code point
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
HOW_TO_MAKE_ONE = gettext_noop(
    "Buat basis data baru, lalu pindahkan isinya: CREATE DATABASE cygos TEMPLATE template0 "
    "ENCODING 'UTF8' LOCALE 'C.UTF-8'."
)


@dataclass(frozen=True)
class Fault:
    """What is wrong and how to mend it, as msgids in Bahasa with their facts; which question found it."""

    question: str
    wrong: str
    mend: str
    facts: dict[str, object]


def examine(connection: psycopg.Connection) -> list[Fault]:
    """Everything that would make this database behave unlike the one in the tests."""
    return [
        *_version(connection),
        *_encoding(connection),
        *_lower(connection),
        *_order(connection),
        *_durability(connection),
    ]


def _version(connection: psycopg.Connection) -> Iterator[Fault]:
    found = connection.info.server_version // 10_000
    if found < OLDEST:
        yield Fault(
            "version",
            gettext_noop("PostgreSQL {found} terlalu lama; yang diperlukan {oldest} atau lebih baru."),
            gettext_noop("Naikkan PostgreSQL, atau kosongkan CYGOS_DATABASE_URL."),
            {"found": found, "oldest": OLDEST},
        )  # fmt: skip


def _encoding(connection: psycopg.Connection) -> Iterator[Fault]:
    found = _ask(connection, "SHOW server_encoding")
    if found != "UTF8":
        yield Fault(
            "encoding",
            gettext_noop("Pengodean basis data {found}, bukan UTF8."),
            HOW_TO_MAKE_ONE,
            {"found": found},
        )


def _lower(connection: psycopg.Connection) -> Iterator[Fault]:
    found = _ask(connection, "SELECT lower('É')")
    if found != "é":
        yield Fault(
            "lower",
            gettext_noop("lower('É') menghasilkan “{found}”, bukan “é”: pencarian nama akan keliru."),
            HOW_TO_MAKE_ONE,
            {"found": found},
        )  # fmt: skip


def _order(connection: psycopg.Connection) -> Iterator[Fault]:
    query: LiteralString = "SELECT array_agg(word ORDER BY word) FROM unnest(%s::text[]) AS word"
    row = connection.execute(query, [sorted(IN_ORDER, reverse=True)]).fetchone()
    found = row[0] if row else []
    if found != sorted(IN_ORDER):
        yield Fault(
            "order",
            gettext_noop("Basis data mengurutkan {found}, bukan menurut kode huruf ({wanted})."),
            HOW_TO_MAKE_ONE,
            {"found": " ".join(found), "wanted": " ".join(sorted(IN_ORDER))},
        )


def _durability(connection: psycopg.Connection) -> Iterator[Fault]:
    for name in DURABLE:
        found = _ask(connection, "SELECT current_setting(%s)", name)
        if found == "off":
            yield Fault(
                "durability",
                gettext_noop("{name} = {found}: yang sudah dinyatakan tersimpan dapat hilang."),
                gettext_noop("Setel {name} = on di postgresql.conf, lalu muat ulang PostgreSQL."),
                {"name": name, "found": found},
            )


def _ask(connection: psycopg.Connection, query: LiteralString, *values: str) -> str:
    row = connection.execute(query, values or None).fetchone()
    return str(row[0]) if row else ""
