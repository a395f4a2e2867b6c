"""What stands in a database, in figures that are equal after a restore: rows and a digest for every table."""

from typing import LiteralString, cast

import psycopg
from psycopg import sql

Figures = dict[str, list[str]]

STEADY: tuple[LiteralString, ...] = (  # a row must read the same everywhere
    "SET TimeZone TO 'UTC'",
    "SET DateStyle TO 'ISO, YMD'",
    "SET IntervalStyle TO 'iso_8601'",
    "SET bytea_output TO 'hex'",
    "SET extra_float_digits TO 1",
)


def figures(connection: psycopg.Connection) -> Figures:
    """For every table its rows and their digest, for every sequence where it stands.

    The digest is a sum of hashes, so the order of rows does not matter and memory stays flat.
    """
    for setting in STEADY:
        connection.execute(setting)
    found = {name: _table(connection, name) for name in names(connection, kind="r")}
    return found | {name: _sequence(connection, name) for name in names(connection, kind="S")}


def names(connection: psycopg.Connection, *, kind: str = "r") -> list[str]:
    """The tables (kind r) or sequences (kind S) of the city."""
    rows = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = %s "
        "ORDER BY relname",
        [kind],
    )
    return [row[0] for row in rows]


def clear(connection: psycopg.Connection) -> None:
    """Take everything away."""
    connection.execute("DROP SCHEMA public CASCADE")
    connection.execute("CREATE SCHEMA public")


def _table(connection: psycopg.Connection, name: str) -> list[str]:
    query = sql.SQL(
        "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0) "
        "FROM {} AS t"
    ).format(sql.Identifier("public", name))
    return [str(value) for value in _one(connection, query)]


def _sequence(connection: psycopg.Connection, name: str) -> list[str]:
    query = sql.SQL("SELECT last_value, is_called FROM {}").format(sql.Identifier("public", name))
    return [str(value) for value in _one(connection, query)]


def _one(connection: psycopg.Connection, query: sql.Composed) -> tuple[object, ...]:
    return cast("tuple[object, ...]", connection.execute(query).fetchone())
