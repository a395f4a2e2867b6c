"""What becomes of a WordPress page's HTML: only known blocks, written anew, and what is left out is said."""

import pytest

from cygos.information.wordpress.converting import Notes, Page, Site
from cygos.information.wordpress.media import Media

SITE = "lama.contoh.test"
CODE = "1 kode singkat [{}] dibuang, isinya dipertahankan"


def read(html):
    """The blocks, and what was said of them."""
    notes = Notes()
    page = Page(Site(SITE, {}, Media(None)), 7, "Judul", notes)
    blocks = [(block["type"], block["value"]) for block in page.read(html)]
    return blocks, notes.told(str)


def text(html):
    """Of a page that is one piece of text: that text."""
    ((kind, value),) = read(html)[0]
    assert kind == "paragraph"
    return value


def test_the_new_editor_s_blocks():
    html = """<!-- wp:paragraph -->
<p>Satu
baris <em>miring</em>.</p>
<!-- /wp:paragraph -->
<!-- wp:heading --><h2 class="wp-block-heading">Bagian</h2><!-- /wp:heading -->
<!-- wp:list --><ul><li>Apel</li><li>Jeruk <b>manis</b><ol><li>Bali</li></ol></li></ul><!-- /wp:list -->
<!-- wp:quote --><blockquote class="wp-block-quote"><p>Rawat bersama.</p><cite>Wartini</cite></blockquote>"""

    assert read(html) == (
        [
            ("paragraph", "<p>Satu baris <i>miring</i>.</p>"),
            ("heading", "Bagian"),
            (
                "paragraph",
                "<ul><li>Apel</li><li>Jeruk <b>manis</b><ol><li>Bali</li></ol></li></ul>",
            ),
            ("quote", {"text": "Rawat bersama.", "source": "Wartini"}),
        ],
        [],
    )


def test_the_old_editor_parts_paragraphs_by_empty_lines():
    assert text("Satu.\n\n\nDua\ndan tiga.\r\n\r\nEmpat.") == (
        "<p>Satu.</p><p>Dua<br/>dan tiga.</p><p>Empat.</p>"
    )


def test_a_table_keeps_its_head_and_its_cells():
    html = "<table><tr><th>Nama</th><th>Jumlah</th></tr><tr><td>Apel</td><td>3</td></tr><tr><td>Jeruk</td></tr></table>"
    ((kind, value),), _notes = read(html)

    assert kind == "table"
    assert [column["heading"] for column in value["columns"]] == ["Nama", "Jumlah"]
    assert [row["values"] for row in value["rows"]] == [["Apel", "3"], ["Jeruk", ""]]


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="jahat()">Aman</p>',
        "<p>Aman</p><script>jahat()</script>",
        "<p>Aman</p><style>p{background:url(jahat)}</style>",
        '<p>Aman<svg onload="jahat()"></svg></p>',
        '<p><a href="javascript:jahat()">Aman</a></p>',
        '<p><a href=" java\nscript:jahat()">Aman</a></p>',
        '<p><a href="data:text/html,jahat">Aman</a></p>',
        '<p style="jahat" class="jahat"><span data-x="jahat">Aman</span></p>',
        '<p>Aman</p><form action="jahat"><input value="jahat"></form>',
        "<p>Aman</p><!-- jahat --><noscript>jahat</noscript>",
        '<p>Aman</p><object data="jahat"></object>',
    ],
)
def test_nothing_of_the_old_site_runs_here(html):
    said = text(html)

    assert "Aman" in said
    assert "jahat" not in said


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
        ("<p>Satu&nbsp;dua</p>", "<p>Satu dua</p>"),
        (f'<a href="https://{SITE}/2015/03/x/">x</a>', '<p><a href="/2015/03/x/">x</a></p>'),
        (f'<a href="http://{SITE}/?p=8">x</a>', '<p><a href="/?p=8">x</a></p>'),
        ('<a href="//lain.test/x">x</a>', '<p><a href="https://lain.test/x">x</a></p>'),
        ('<a href="#bagian">x</a>', "<p>x</p>"),
        ('<a href="mailto:humas@contoh.test">x</a>', '<p><a href="mailto:humas@contoh.test">x</a></p>'),
        ("<div><div>Satu</div>Dua</div>", "<p>Satu</p><p>Dua</p>"),
        ("<pre>a\n  b &lt; c</pre>", "<p>a<br/>  b &lt; c</p>"),
        ("[[gallery]] ditulis begitu", "<p>[gallery] ditulis begitu</p>"),
        ("Kutipan [sic] dan [1] tetap", "<p>Kutipan [sic] dan [1] tetap</p>"),
        ("Satu<!--more-->\n\nDua", "<p>Satu</p><p>Dua</p>"),
    ],
)  # fmt: skip
def test_words_stay_what_they_are(html, said):
    assert text(html) == said


@pytest.mark.parametrize(
    ("html", "note"),
    [
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', "tayangan dari www.youtube.com menjadi tautan"),
        ("[vc_row][vc_column width='1/2']Isi[/vc_column][/vc_row]", CODE.format("vc_row")),
        ('[contact-form-7 id="3" title="Hubungi"]Isi', CODE.format("contact-form-7")),
        ("Isi<script>x</script>", "1 bagian <script> dibuang"),
        ('Isi<a href="javascript:x">y</a>', "tautan yang tidak aman dibuang, teksnya tetap: javascript:x"),
        ('Isi<img src="/wp-content/uploads/x.jpg">', "gambar tidak ada di folder media: x.jpg"),
    ],
)  # fmt: skip
def test_what_was_changed_or_left_out_is_said(html, note):
    blocks, notes = read(html)

    assert note in notes
    assert blocks


def test_an_embed_becomes_a_link():
    assert text("[embed]https://video.contoh.test/7[/embed]") == (
        '<p><a href="https://video.contoh.test/7">https://video.contoh.test/7</a></p>'
    )


def test_a_heading_too_long_for_one_is_text():
    assert text(f"<h2>{'kata ' * 50}</h2>").startswith("<p><b>kata")


def test_what_is_nested_a_thousand_deep_does_no_harm():
    blocks, _notes = read("<div>" * 300 + "Dalam" + "</div>" * 300)

    assert blocks == [("paragraph", "<p>Dalam</p>")]
