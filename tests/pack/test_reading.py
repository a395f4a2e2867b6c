"""What is wrong with a pack is said with file, line, column, and what was expected; all of it at once."""

import pytest

from cygos.config import packs
from cygos.kernel.pack.faults import FaultyPack


def faults(folder):
    with pytest.raises(FaultyPack) as refusal:
        packs.read(folder.path)
    return [str(fault) for fault in refusal.value.faults]


@pytest.mark.parametrize("name", ["semarang", "tiga-kelurahan"])
def test_the_packs_that_come_with_cygos_are_good(name):
    assert packs.read(packs.where(name)).name == name


def test_a_pack_is_checked_without_a_database(folder):
    packs.read(folder.path)  # pytest-django refuses any query here


def test_every_fault_is_named_at_once(folder):
    folder.change("areas.csv", "99.01.01.1001", postal_code="9910")
    folder.change("units.csv", "dinas-keluarga", valid_from="1-1-2017")
    folder.change("terms.csv", "ppi.notice", amount="sepuluh", verification="X")
    folder.change("posts.csv", "sekda", is_head="mungkin")

    assert faults(folder) == [
        "areas.csv, baris 5, kolom postal_code: Kode pos terdiri atas 5 angka.",
        "units.csv, baris 2, kolom valid_from: diharapkan tanggal seperti 2016-12-07, tertulis “1-1-2017”",
        "posts.csv, baris 6, kolom is_head: diharapkan “ya” atau “tidak”, tertulis “mungkin”",
        "terms.csv, baris 4, kolom amount: diharapkan bilangan bulat, tertulis “sepuluh”",
        "terms.csv, baris 4, kolom verification: Nilai 'X' bukan pilihan yang valid.",
    ]


def test_a_link_to_nowhere_is_named(folder):
    folder.change("posts.csv", "camat-hulu", unit="kec-hula")

    assert faults(folder) == ["posts.csv, baris 3, kolom unit: “kec-hula” tidak ada di units"]


def test_a_circle_is_named(folder):
    folder.change("units.csv", "setda", parent="dinas-kota")
    folder.change("units.csv", "dinas-kota", parent="setda")

    assert [line.split(":")[0] for line in faults(folder)] == [
        "units.csv, baris 3, kolom parent",
        "units.csv, baris 7, kolom parent",
    ]


def test_a_key_used_twice_is_named_with_the_first_line(folder):
    rows = folder.rows("categories.csv")
    folder.write("categories.csv", [*rows, rows[0]])

    (fault,) = faults(folder)
    assert (
        fault == "categories.csv, baris 4, kolom slug: kunci “berita-kota” sudah dipakai di baris 2"
    )


def test_a_kelurahan_lies_in_the_kecamatan_that_its_code_says(folder):
    folder.change("areas.csv", "99.01.01.1002", parent="99.01.02")
    folder.change("areas.csv", "99.01.02.1001", parent="99.01")

    assert faults(folder) == [
        "areas.csv, baris 6, kolom code: diharapkan kode yang diawali 99.01.02",
        "areas.csv, baris 8, kolom parent: diharapkan wilayah setingkat: kecamatan",
    ]


def test_a_unit_does_not_end_before_it_begins(folder):
    folder.change("units.csv", "dinas-keluarga", valid_until="2016-12-31")

    (fault,) = faults(folder)
    assert fault == "units.csv, baris 2, kolom valid_until: diharapkan 2017-01-01 atau sesudahnya"


def test_a_demo_person_can_be_reached_by_nobody(folder):
    folder.change("demo/persons.csv", "sari@lembayung.example", email="sari@surel.co.id")

    (fault,) = faults(folder)
    assert fault.startswith("demo/persons.csv, baris 5, kolom email: diharapkan alamat contoh")


def test_a_file_that_is_missing_is_named(folder):
    (folder.path / "terms.csv").unlink()
    (folder.path / "crest.svg").unlink()

    assert faults(folder) == [
        "crest.svg: berkas ini tidak ada dalam paket",
        "terms.csv: berkas ini tidak ada dalam paket",
    ]


def test_other_columns_and_other_cells_are_named(folder):
    folder.replace("categories.csv", "name_en", "english")
    folder.replace("areas.csv", "Hulu,99.01.01,99101", "Hulu,99.01.01,99101,lagi")

    assert faults(folder) == [
        "areas.csv, baris 5: diharapkan 5 kolom, ada 6",
        "categories.csv, baris 1: diharapkan kolom slug,name,name_en,order",
    ]


def test_columns_may_stand_in_any_order_as_a_spreadsheet_leaves_them(folder):
    rows = folder.rows("categories.csv")
    turned = [{name: row[name] for name in reversed(row)} for row in rows]
    before = packs.read(folder.path).rows
    folder.write("categories.csv", turned)

    assert packs.read(folder.path).rows == before


def test_a_byte_order_mark_and_crlf_are_read(folder):
    file = folder.path / "areas.csv"
    before = packs.read(folder.path).rows
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert packs.read(folder.path).rows == before


def test_another_encoding_is_named(folder):
    (folder.path / "units.csv").write_bytes("Kantor “Kita”".encode("cp1252"))

    assert faults(folder) == ["units.csv: diharapkan berkas teks UTF-8"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "Kota', 'nama = "Kota', "pack.toml, baris 3, kolom nama: nama yang dikenal"),
        ('"99.01"', "99.01", "pack.toml, baris 2, kolom code: diharapkan teks"),
        ('motto = "', "motto = ", "pack.toml: tidak terbaca sebagai TOML"),
        ("#6B2D73", "ungu", "Warna accent ditulis seperti #0A5C78, bukan “ungu”."),
        ("accent =", "ungu =", "“ungu” bukan nama warna"),
        ('"129"', '"satu dua sembilan"', "“satu dua sembilan” tidak dapat dihubungi"),
        ('label = "Darurat"', 'label = ""', "Nomor 112 perlu nama"),
        ('label = "Darurat"\n', "", "kolom hotlines: diharapkan number, label, label_en"),
        ("lembayung.example", "https://lembayung.example", "Domain ditulis seperti"),
    ],
)
def test_a_fault_in_pack_toml_is_named(folder, old, new, expected):
    text = (folder.path / "pack.toml").read_text()
    (folder.path / "pack.toml").write_text(text.replace(old, new, 1))

    assert expected in faults(folder)[0]


@pytest.mark.parametrize(
    "drawing",
    [
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><path onload="alert(1)" d="M0 0"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="https://elsewhere.example/a.svg#a"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(https://elsewhere.example)"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><style>*{display:none}</style></svg>',
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><title>&a;</title></svg>',
        "<html/>",
        "<svg",
        f'<svg xmlns="http://www.w3.org/2000/svg"><path d="{"M0 0" * 6000}"/></svg>',
    ],
)
def test_a_crest_is_shapes_and_nothing_else(folder, drawing):
    (folder.path / "crest.svg").write_text(drawing)

    (fault,) = faults(folder)
    assert "kolom crest: " in fault


@pytest.mark.parametrize(
    "styles",
    [
        "@import url(https://elsewhere.example/a.css);",
        ":root{--motif:url(https://elsewhere.example/a.svg)}",
        "</style><script>alert(1)</script>",
    ],
)
def test_a_theme_asks_for_nothing_from_elsewhere(folder, styles):
    (folder.path / "theme.css").write_text(styles)

    (fault,) = faults(folder)
    assert "kolom theme_css: " in fault


def test_a_theme_of_colours_and_a_motif_is_let_in(folder):
    motif = "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\")"
    (folder.path / "theme.css").write_text(f":root{{--ds-color:#6B2D73;--motif:{motif}}}")

    assert packs.read(folder.path).rows["city"]["99.01"].values["theme_css"].startswith(":root")


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FaultyPack, match="folder ini tidak ada"):
        packs.read(tmp_path / "entah")
