"""Every database the city may run on sorts, lowers and keeps alike; one that does not is told apart."""

import psycopg
import pytest

from cygos.database.cluster import ADMIN
from cygos.database.examination import IN_ORDER, examine


@pytest.fixture
def admin(cluster):
    cluster.start()
    with psycopg.connect(cluster.url("postgres", ADMIN), autocommit=True) as connection:
        yield connection


def faults(connection):
    return {fault.question for fault in examine(connection)}


def test_the_words_are_listed_in_order():
    assert sorted(IN_ORDER) == IN_ORDER


def test_our_own_database_has_no_fault(cluster):
    cluster.start()
    with psycopg.connect(cluster.url()) as connection:
        assert examine(connection) == []


def test_a_database_that_lowers_only_english_is_told_apart(cluster, admin):
    admin.execute("DROP DATABASE IF EXISTS plain")
    admin.execute("CREATE DATABASE plain TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    with psycopg.connect(cluster.url("plain", ADMIN)) as connection:
        assert faults(connection) == {"lower"}


def test_a_database_of_another_encoding_is_told_apart(cluster, admin):
    admin.execute("DROP DATABASE IF EXISTS latin")
    admin.execute(
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'"
    )
    with psycopg.connect(cluster.url("latin", ADMIN)) as connection:
        assert "encoding" in faults(connection)


def test_a_database_that_sorts_as_a_dictionary_does_is_told_apart(cluster, admin):
    admin.execute("DROP DATABASE IF EXISTS dictionary")
    try:
        admin.execute(
            "CREATE DATABASE dictionary TEMPLATE template0 LOCALE_PROVIDER icu "
            "ICU_LOCALE 'id' LOCALE 'C.UTF-8'"
        )
    except psycopg.Error:
        pytest.skip("this PostgreSQL has no ICU, so it cannot sort as a dictionary does")
    with psycopg.connect(cluster.url("dictionary", ADMIN)) as connection:
        assert "order" in faults(connection)


@pytest.mark.parametrize("setting", ["synchronous_commit", "fsync", "full_page_writes"])
def test_a_database_that_may_forget_is_told_apart(admin, setting):
    admin.execute(f"ALTER SYSTEM SET {setting} = off")
    admin.execute("SELECT pg_reload_conf()")
    try:
        for _ in range(100):
            if found := faults(admin):
                break
            admin.execute("SELECT pg_sleep(0.02)")
    finally:
        admin.execute(f"ALTER SYSTEM RESET {setting}")
        admin.execute("SELECT pg_reload_conf()")
    assert found == {"durability"}
