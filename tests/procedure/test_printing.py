"""A rule book says itself: in words, and as a drawing that says nothing the words do not."""

from xml.etree import ElementTree as ET

import pytest

from cygos.kernel.procedure.describing import describe
from cygos.kernel.procedure.diagram import draw, in_reading_order, numbers
from tests.procedure.books import FIVE, Complaint, Permit

LENGTHS = {"sp4n.verify": "3 hari kerja", "sp4n.reopen": "30 hari"}


def described(procedure):
    return describe(procedure.book, tell=str, length=lambda key: LENGTHS.get(key, key))


def test_a_report_reads_as_a_jurist_wants_it():
    told = described(Complaint)
    deeds = {deed.rule.name: deed for deed in told.deeds}

    assert told.roles[0] == ("Warga pelapor", "siapa yang membukanya")
    assert told.places[0].title == "Diterima"
    assert told.places[0].promises == ("3 hari kerja",)
    assert deeds["reopen"].notes == ("paling lama 30 hari sejak itu",)
    assert deeds["remind"].notes == ("pada 75 % dari Jawaban",)
    assert deeds["lapse"].notes == ("begitu tenggat keadaan ini habis",)
    assert deeds["reply"].target == ""
    assert dict(told.promises)["Jawaban"] == (
        "sp4n.answer; selama “Diteruskan”, “Dikerjakan”; berhenti selama “Menunggu pelapor”; "
        "bila dibuka lagi, dilanjutkan dengan sisanya"
    )


def test_conditions_and_documents_are_said():
    deeds = {deed.rule.name: deed.notes for deed in described(Permit).deeds}

    assert deeds["inspect"] == ("bila tidak perlu rekomendasi teknis dan perlu peninjauan",)
    assert "membuka perkara KBR" in deeds["object"]
    assert "memperpanjang Keputusan satu kali, permit.extension, dengan alasan" in deeds["extend"]
    assert deeds["advance"] == ("bila tidak perlu peninjauan", "begitu semuanya selesai")


@pytest.mark.parametrize("procedure", FIVE)
def test_the_drawing_shows_every_state_and_every_way(procedure):
    book = procedure.book
    svg = ET.fromstring(draw(book))
    texts = [element.text for element in svg.iter("{http://www.w3.org/2000/svg}text")]

    assert {state.title for state in book.states} <= set(texts)
    number = numbers(book)
    shown = {int(n) for text in texts if text[0].isdigit() for n in text.split("·")}
    wanted = {number[a.name] for a in book.actions if a.moves and a.sources != ("start",)}
    assert shown == wanted
    assert svg.find("{http://www.w3.org/2000/svg}title").text == book.title


@pytest.mark.parametrize("procedure", FIVE)
def test_no_two_ways_lie_on_each_other(procedure):
    svg = ET.fromstring(draw(procedure.book))
    boxes = [
        tuple(float(e.get(k)) for k in ("x", "y", "width", "height"))
        for e in svg.iter("{http://www.w3.org/2000/svg}rect")
        if e.get("class") == "number"
    ]
    for n, (x, y, w, h) in enumerate(boxes):
        for ox, oy, ow, oh in boxes[n + 1 :]:
            assert x + w <= ox or ox + ow <= x or y + h <= oy or oy + oh <= y


def test_states_stand_in_the_order_in_which_a_matter_meets_them():
    assert in_reading_order(Complaint.book)[:3] == ["received", "assigned", "working"]
    assert [Complaint.book.state(n).final for n in in_reading_order(Complaint.book)[-3:]] == [
        True
    ] * 3
