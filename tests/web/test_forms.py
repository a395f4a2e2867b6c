"""Our fields: label, help and errors belong together, and an error is a sentence about its field."""

import pytest
from django import forms
from django.utils.translation import override

from cygos.web.forms import DateInput, faults


class Report(forms.Form):
    title = forms.CharField(label="Judul laporan", help_text="Satu kalimat.", max_length=10)
    kind = forms.ChoiceField(label="Jenis", choices=[("road", "Jalan")], widget=forms.RadioSelect)
    email = forms.EmailField(label="Alamat surel", required=False)
    happened_on = forms.DateField(label="Tanggal kejadian", widget=DateInput)
    number = forms.IntegerField(label="NIP", required=False, max_value=9)
    is_true = forms.BooleanField(label="Ini benar")


def sentences(**typed):
    return [fault.sentence for fault in faults(Report(typed))]


def test_what_is_empty_is_asked_for_by_name():
    assert sentences() == [
        "Isi judul laporan.",
        "Pilih jenis.",
        "Isi tanggal kejadian.",
        "Centang “Ini benar” untuk melanjutkan.",
    ]


def test_what_is_wrong_says_what_would_be_right():
    typed = {
        "title": "x" * 12,
        "kind": "sea",
        "email": "sari@",
        "happened_on": "kemarin",
        "number": "x",
    }

    assert sentences(**typed, is_true="on") == [
        "Ringkas judul laporan: paling banyak 10 huruf, sekarang 12.",
        "Pilih jenis dari daftar yang ada.",
        "Tulis alamat surel sebagai alamat surel, misalnya nama@contoh.id.",
        "Tulis tanggal kejadian sebagai tanggal, misalnya 07-12-2016.",
        "Tulis NIP dengan angka.",
    ]


def test_a_form_may_say_it_itself():
    class Own(forms.Form):
        title = forms.CharField(error_messages={"required": "Beri judul, agar mudah dicari."})

    assert [fault.sentence for fault in faults(Own({}))] == ["Beri judul, agar mudah dicari."]


def test_in_english_too():
    class English(forms.Form):
        title = forms.CharField(label="Title")

    with override("en"):
        assert [fault.sentence for fault in faults(English({}))] == ["Fill in title."]


def test_help_and_error_are_tied_to_the_field():
    page = str(Report({}))

    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert '<div data-field="description" id="id_title_helptext">Satu kalimat.</div>' in page
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true"' in page


def test_the_summary_leads_to_each_field():
    page = str(Report({}))

    for key in ("id_title", "id_kind_0", "id_happened_on", "id_is_true"):
        assert f'href="#{key}"' in page
        assert f'id="{key}"' in page


@pytest.mark.parametrize("typed", ["kemarin", "31-02-2016"])
def test_what_was_typed_stays(typed):
    page = str(Report({"happened_on": typed, "title": "Lampu padam"}))

    assert f'value="{typed}"' in page
    assert 'value="Lampu padam"' in page


def test_a_day_stays_a_day():
    page = str(Report({"happened_on": "2016-12-07"}))

    assert '<input type="date" name="happened_on" value="2016-12-07"' in page


def test_no_field_is_said_to_be_left_empty():
    assert "Bidang ini" not in str(Report({}))
