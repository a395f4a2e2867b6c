"""Reading the old portal's pages: both forms, in every state they come in, and what is wrong said exactly."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cygos.information.news.portal_page import NotAPortalPage, parse
from tests.information.conftest import WIB
from tests.information.pages import BANNERS, PARAGRAPHS, TITLE, page_2016, page_later


def test_a_page_of_2016():
    page = parse(page_2016().encode())

    assert page.title == TITLE
    assert page.facts.published_at == datetime(2016, 12, 7, 14, 24, tzinfo=WIB)
    assert page.facts.is_time_known
    assert page.facts.byline == "Tanya Jawab"
    assert page.facts.category == "Berita Kota"
    assert page.facts.view_count == 405
    assert page.paragraphs == PARAGRAPHS
    assert page.banners == BANNERS


def test_a_later_page():
    page = parse(page_later().encode())

    assert page.title == TITLE
    assert page.facts.published_at == datetime(2019, 11, 4, tzinfo=WIB)
    assert not page.facts.is_time_known
    assert page.facts.byline == "Diskominfo"
    assert page.facts.category == "Berita"
    assert page.facts.view_count == 102
    assert page.paragraphs == PARAGRAPHS
    assert page.banners == ()


def test_a_later_page_may_know_its_hour():
    head = "4 Nopember 2019 • 09:05 WIB • Dilihat 1.102x • Dinas Contoh • Berita"
    facts = parse(page_later(head=head).encode()).facts
    assert facts.published_at == datetime(2019, 11, 4, 9, 5, tzinfo=WIB)
    assert facts.is_time_known
    assert facts.view_count == 1102


def test_midnight_is_an_hour_in_the_form_of_2016():
    head = "07-12-2016 00:00 WIB by Humas Dilihat: 1 kali Berita Kota"
    facts = parse(page_2016(head=head).encode()).facts
    assert facts.is_time_known


def test_a_page_may_name_no_category():
    head = "07-12-2016 14:24 WIB by Humas Dilihat: 1 kali"
    assert parse(page_2016(head=head).encode()).facts.category == ""


def test_a_byline_may_hold_any_name():
    head = "07-12-2016 14:24 WIB by Bagian Humas by Dinas P&K, S.Sos Dilihat: 12.345 kali Info"
    facts = parse(page_2016(head=head).encode()).facts
    assert facts.byline == "Bagian Humas by Dinas P&K, S.Sos"
    assert facts.view_count == 12345
    assert facts.category == "Info"


def test_a_banner_that_is_repeated_is_one_banner():
    assert parse(page_2016(banners=("Satu", "Dua", "Satu")).encode()).banners == ("Satu", "Dua")


def test_the_second_title_may_differ_in_spacing_case_and_quotes():
    text = page_later(title="Lomba “Kampung Bersih”").replace(
        "\nLomba “Kampung Bersih”\n\nWarga", '\nLOMBA  "Kampung\nBersih"\nWarga'
    )
    assert parse(text.encode()).paragraphs == PARAGRAPHS


words = st.text(
    st.sampled_from("abcdefghijklmnopqrstuvwxyz,.;:()'\"“”’–\u00a0 "), min_size=1, max_size=40
)
sentences = st.builds("{}{}".format, st.sampled_from("ABCDEFGHIJKLM"), words).map(
    lambda text: text.strip(" \u00a0")
)
breaks = st.sampled_from(["\n", "\r\n", "\r"])
encodings = st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])
separators = st.sampled_from(["", " ", "\u00a0", "\t", " \u00a0 "])


@given(
    banners=st.lists(sentences, max_size=9, unique_by=lambda text: " ".join(text.split())),
    paragraphs=st.lists(sentences, min_size=1, max_size=6),
    form=st.sampled_from([page_2016, page_later]),
    line_break=breaks,
    encoding=encodings,
    between=separators,
)
def test_the_same_article_however_its_file_was_written(
    banners, paragraphs, form, line_break, encoding, between
):
    text = form(banners=banners, paragraphs=paragraphs, between=between)

    page = parse(text.replace("\n", line_break).encode(encoding))

    assert page.title == TITLE
    assert page.facts == parse(form().encode()).facts
    assert page.paragraphs == tuple(paragraphs)
    assert page.banners == tuple(" ".join(banner.split()) for banner in banners)


@given(paragraph=sentences.filter(lambda text: " " in text), data=st.data())
def test_a_break_inside_a_sentence_is_a_space(paragraph, data):
    spaces = [n for n, sign in enumerate(paragraph) if sign == " " and _is_single(paragraph, n)]
    for place in data.draw(st.lists(st.sampled_from(spaces), unique=True)) if spaces else []:
        paragraph = f"{paragraph[:place]}\n{paragraph[place + 1 :]}"

    page = parse(page_2016(paragraphs=[paragraph]).encode())

    assert page.paragraphs == (paragraph.replace("\n", " "),)


def _is_single(text, place):
    return text[place - 1] not in " \u00a0" and text[place + 1] not in " \u00a0"


@given(st.binary(max_size=400))
def test_whatever_a_file_holds_it_is_read_or_refused(content):
    outcome = _read(content)

    if isinstance(outcome, NotAPortalPage):
        assert outcome.line >= 1
        assert outcome.expected
    else:
        assert outcome.paragraphs


def _read(content):
    try:
        return parse(content, file="x")
    except NotAPortalPage as fault:
        return fault


def wrong(text, line, expected, found):
    with pytest.raises(NotAPortalPage) as fault:
        parse(text if isinstance(text, bytes) else text.encode(), file="halaman.txt")
    assert fault.value.file == "halaman.txt"
    assert fault.value.line == line
    assert expected in fault.value.expected
    assert found in fault.value.found


HEAD = 7  # the line of the head in these pages


@pytest.mark.parametrize(
    ("head", "expected", "found"),
    [
        ("31-02-2016 14:24 WIB by A Dilihat: 1 kali B", "hari dan jam yang ada", "31-02-2016"),
        ("07-12-2016 24:24 WIB by A Dilihat: 1 kali B", "hari dan jam yang ada", "24:24"),
        ("07-12-1816 14:24 WIB by A Dilihat: 1 kali B", "1945", "1816"),
        ("07/12/2016 14:24 WIB by A Dilihat: 1 kali B", "tanggal seperti", "07/12/2016"),
        ("07-12-2016 WIB by A Dilihat: 1 kali B", "jam seperti", "WIB by A"),
        ("07-12-2016 14:24 by A Dilihat: 1 kali B", "jam seperti", "14:24 by"),
        ("07-12-2016 14:24 WIB oleh A Dilihat: 1 kali B", "“by”", "oleh A"),
        ("07-12-2016 14:24 WIB by Dilihat: 1 kali B", "“by”", "by Dilihat"),
        ("07-12-2016 14:24 WIB by A Dilihat: banyak kali B", "jumlah seperti", "banyak"),
        ("07-12-2016 14:24 WIB by A Dilihat: 405 orang B", "jumlah seperti", "405 orang"),
        ("07-12-2016 14:24 WIB by " + "A" * 121 + " Dilihat: 1 kali B", "120", "AAA"),
        ("07-12-2016 14:24 WIB by A Dilihat: 1 kali " + "B" * 81, "80", "BBB"),
    ],
)
def test_a_wrong_head_of_2016_is_named(head, expected, found):
    wrong(page_2016(head=head), HEAD, expected, found)


@pytest.mark.parametrize(
    ("head", "expected", "found"),
    [
        ("04 Brumaire 2019 • 00:00 • Dilihat 1x • A • B", "tanggal seperti", "Brumaire"),
        ("31 November 2019 • 00:00 • Dilihat 1x • A • B", "hari dan jam", "31 November"),
        ("04 November 2019 • pagi • Dilihat 1x • A • B", "jam seperti", "pagi"),
        ("04 November 2019 • 00:00 • 1x • A • B", "jumlah seperti", "1x"),
        ("04 November 2019 • 00:00 • Dilihat 1x •  • B", "nama penulis", "Dilihat"),
        ("04 November 2019 • 00:00 • Dilihat 1x • A", "baris seperti", "November"),
    ],
)
def test_a_wrong_later_head_is_named(head, expected, found):
    wrong(page_later(banners=BANNERS, head=head), HEAD, expected, found)


def test_a_page_without_its_line_of_facts_is_refused():
    wrong("Judul\n\nSatu paragraf.\n", 3, "baris seperti", "Satu paragraf.")
    wrong("", 1, "baris seperti", "")


def test_a_page_without_a_title_is_refused():
    wrong(page_2016(title=""), 3, "judul di atas", "Layanan")
    wrong(page_2016(title="", banners=()), 1, "judul di atas", "")


def test_a_page_without_a_text_is_refused():
    wrong(page_2016(paragraphs=()), HEAD, "paling sedikit satu paragraf", "")
    wrong(page_2016(paragraphs=(" ", "\u00a0")), HEAD, "paling sedikit satu paragraf", "")


def test_a_later_page_without_its_second_title_is_refused():
    text = page_later().replace(f"\n\n{TITLE}\n\nWarga", "\n\nWarga")
    wrong(text, 6, "judul yang sama sekali lagi", "Warga")


def test_what_is_too_long_for_the_city_is_refused():
    wrong(page_2016(title="J" * 256), 5, "255", "JJJ")
    wrong(page_2016(banners=("Pendek", "P" * 301)), 2, "300", "PPP")


def test_what_is_not_text_is_refused():
    wrong(page_2016().encode("utf-16"), 1, "tanpa karakter kendali", "x00")
    wrong(page_2016().replace("Wartini", "War\x07tini").encode(), 10, "kendali", "x07")
    wrong(page_2016().encode("cp1252").replace(b"Wartini", b"Wart\x81ini"), 10, "CP1252", "0x81")
    mixed = page_2016().encode().replace(b"Wartini", b"Wart\x93ini")
    wrong(mixed, 10, "seluruhnya UTF-8 atau seluruhnya CP1252", "0x93")
    wrong(b"x" * 1_000_001, 1, "1 MB", "1 MB")
