"""Every text a person reads is marked for translation: in templates, on models and forms, in messages."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

from tests.house.rules import rule
from tests.house.tree import Tree, stem

WORD = re.compile(r"[^\W\d_]{2,}")
# The same in every language we speak.
NAMES = {
    "CyGoS",
    "WIB",
    "SHA",
    "curl",
    "sha256sum",
    "Bahasa",
    "Indonesia",
    "English",
    "CSV",
    "PDF",
    "QR",
    "Rp",
}
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "label", "summary"}
PASSED_ON = re.compile(r"""\b(label|title|heading|text|hint|legend|message|alt)=(["'])(.*?)\2""")
SETS_TEXT = {"label", "help_text", "verbose_name", "verbose_name_plural", "heading", "empty_label"}
TELLS = {"success", "error", "warning", "info"}
MARKED = "\x00"


@rule(
    "A template's words are marked for translation",
    breaks={"src/cygos/web/templates/a.html": "{% load i18n %}<p>Selamat datang, {{ name }}</p>"},
    keeps={
        "src/cygos/web/templates/a.html": '<p title="{% translate "Halo" %}">{% translate "Halo" %} · CyGoS</p>'
        "{# a note #}{% blocktranslate %}Halo {{ name }}{% endblocktranslate %}"
    },
)
def words_in_templates(tree: Tree) -> Iterator[str]:
    for name in tree.under("src", ".html"):
        reader = _Reader()
        reader.feed(_without_marked(tree.text(name)))
        reader.close()
        yield from (f"{name}: “{words}” is not marked" for words in reader.unmarked)


@rule(
    "A word handed to a component is marked for translation",
    breaks={"src/cygos/web/templates/a.html": '{% include "b.html" with title="Daftar unit" %}'},
    keeps={"src/cygos/web/templates/a.html": '{% include "b.html" with title=_("Daftar unit") %}'},
)
def words_in_tags(tree: Tree) -> Iterator[str]:
    for name in tree.under("src", ".html"):
        for token in _tokens(tree.text(name)):
            if token.token_type == TokenType.BLOCK:
                for _, _, words in PASSED_ON.findall(token.contents):
                    if _says_something(words):
                        yield f"{name}: “{words}” is not marked"


@rule(
    "A field's name, a form's label and a message are marked for translation",
    breaks={
        "src/cygos/web/models.py": 'class Unit:\n    name = models.CharField("nama", max_length=9)\n'
    },
    keeps={
        "src/cygos/web/models.py": 'class Unit:\n    name = models.CharField(_("nama"), max_length=9)\n'
    },
)
def words_in_calls(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        for node in ast.walk(code):
            if isinstance(node, ast.Call):
                for words in _bare(_texts_of_call(node)):
                    yield f"{name}:{node.lineno}: “{words}” is not marked"


@rule(
    "A kind's name and the names of its choices are marked for translation",
    breaks={"src/cygos/web/models.py": 'class Level(TextChoices):\n    CITY = "kota", "Kota"\n'},
    keeps={"src/cygos/web/models.py": 'class Level(TextChoices):\n    CITY = "kota", _("Kota")\n'},
)
def words_in_classes(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        for node in ast.walk(code):
            if isinstance(node, ast.ClassDef):
                for words in _bare(_texts_of_class(node)):
                    yield f"{name}:{node.lineno}: “{words}” is not marked"


class _Reader(HTMLParser):
    """Collects what a person would read, on the page or aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.unmarked: list[str] = []
        self._code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = tag if tag in {"script", "style"} else ""
        self.unmarked += [
            value for key, value in attrs if key in READ_ALOUD and _says_something(value or "")
        ]

    def handle_endtag(self, tag: str) -> None:
        self._code = ""

    def handle_data(self, data: str) -> None:
        if not self._code and _says_something(data):
            self.unmarked.append(" ".join(data.split()))


def _without_marked(template: str) -> str:
    """The template with every tag, and everything between blocktranslate and its end, as one sign."""
    text, inside = [], False
    for token in _tokens(template):
        word = token.contents.split(" ")[0] if token.contents else ""
        if token.token_type == TokenType.TEXT:
            text.append(MARKED if inside else token.contents)
        else:
            is_name_of_tag = bool(text) and text[-1].endswith(("<", "</"))
            text.append("x" if is_name_of_tag else MARKED)
        if token.token_type == TokenType.BLOCK and word in {"blocktranslate", "comment"}:
            inside = True
        elif token.token_type == TokenType.BLOCK and word in {"endblocktranslate", "endcomment"}:
            inside = False
    return "".join(text)


def _tokens(template: str) -> list[Token]:
    return Lexer(template).tokenize()


def _says_something(words: str) -> bool:
    return bool(set(WORD.findall(words)) - NAMES)


def _texts_of_call(node: ast.Call) -> Iterator[ast.expr]:
    yield from (keyword.value for keyword in node.keywords if keyword.arg in SETS_TEXT)
    function = ast.unparse(node.func)
    is_field = re.fullmatch(r"models\.\w+Field", function)
    is_told = function.partition(".")[0] == "messages" and function.partition(".")[2] in TELLS
    if is_field or function.endswith("ValidationError"):
        yield from node.args[:1]
    elif is_told:
        yield from node.args[1:2]


def _texts_of_class(node: ast.ClassDef) -> Iterator[ast.expr]:
    is_choice = any(ast.unparse(base).endswith("Choices") for base in node.bases)
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            if node.name == "Meta" and line.targets[0].id in SETS_TEXT:
                yield line.value
            elif is_choice and isinstance(line.value, ast.Tuple):
                yield line.value.elts[-1]


def _bare(texts: Iterator[ast.expr]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            if _says_something(text.value):
                yield text.value
        elif isinstance(text, ast.JoinedStr):
            yield ast.unparse(text)


@rule(
    "A refusal says what is wrong and what to do next",
    breaks={"src/cygos/kernel/refusals.py": 'class No(Refusal):\n    code = "no"\n'},
    keeps={
        "src/cygos/kernel/refusals.py": 'class No(Refusal):\n    code = "no"\n'
        '    sentence = "Tidak."\n    advice = "Coba lagi."\n'
    },
)
def dumb_refusals(tree: Tree) -> Iterator[str]:
    for name, code in tree.code("src"):
        if stem(name) in {"refusals", "reasons"}:
            for node in code.body:
                if isinstance(node, ast.ClassDef) and node.bases:
                    said = {ast.unparse(target) for target in _assigned(node)}
                    if {"code", "(code, status)"} & said and not {"sentence", "advice"} <= said:
                        yield f"{name}: {node.name} lacks its sentence or its advice"


def _assigned(node: ast.ClassDef) -> Iterator[ast.expr]:
    for line in node.body:
        if isinstance(line, ast.Assign):
            yield from line.targets
