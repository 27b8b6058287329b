"""Both catalogues are complete and up to date, and nothing that a reader sees goes past them."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

HOUSE = Path(__file__).resolve().parent.parent
APPS = ("ethics", "people", "ledger", "notifications", "cases", "reports")
PAPERS = ("templates/paper/", "templates/reports/paper/")  # Chinese documents, whoever asks
CHINESE = HOUSE / "locale/zh_Hans/LC_MESSAGES/django.po"
ENGLISH = HOUSE / "locale/en/LC_MESSAGES/django.po"

LATIN = re.compile(r"[A-Za-z]{2,}")
LETTERS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]+")
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|https?://\S+")
AS_THEY_ARE = {
    "AB",
    "PDF",
    "Cookie",
    "English",
    "中文",
    "GB",
    "MB",
    "KB",
    "SHA",
    "xlsx",
    "docx",
    "WPS",
    "OFD",
    "QQ",
    "name",
    "com",
    "example",
}  # of both languages

REFUSALS = {"ValidationError", "CaseError", "NotAllowed", "NotPermitted", "Stale"}
SHOWN = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "empty_label",
    "will",
    "guard",
}
SECOND_OF = {"add_error", "success", "info", "warning", "error"}


def gettext_tool(name, *arguments):
    """What the tool says."""
    command = [shutil.which(name), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def catalogue(po, folder):
    """What a catalogue says, as the program reads it."""
    gettext_tool("msgfmt", "--check-format", "-o", folder / "read.mo", po)
    with (folder / "read.mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)._catalog
    return {key: text for key, text in said.items() if key != ""}


@pytest.mark.parametrize("kind", ["--untranslated", "--only-fuzzy"])
@pytest.mark.parametrize("po", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_no_text_waits_for_a_translator(po, kind):
    assert gettext_tool("msgattrib", kind, po) == ""


def test_chinese_is_chinese(tmp_path):
    said = catalogue(CHINESE, tmp_path).values()
    words = {word for text in said for word in LATIN.findall(PLACEHOLDERS.sub("", text))}

    assert words - AS_THEY_ARE == set()


def test_chinese_does_not_shout(tmp_path):
    assert [
        text for text in catalogue(CHINESE, tmp_path).values() if re.search("[!！]", text)
    ] == []


def test_english_says_what_the_source_says(tmp_path):
    said = catalogue(ENGLISH, tmp_path)
    once = {key.split("\x04")[-1]: text for key, text in said.items() if isinstance(key, str)}

    assert [text for key, text in once.items() if key != text] == []


def test_update_finds_nothing_new(tmp_path):
    before = [CHINESE.read_text(), ENGLISH.read_text()]
    copy_house(tmp_path)
    known = {**os.environ, "PYTHON": sys.executable, "DATA_DIR": str(tmp_path / "var")}
    known["DJANGO_SETTINGS_MODULE"] = "ethics.settings"
    command, said = [tmp_path / "locale/update"], {"capture_output": True, "text": True}
    answer = subprocess.run(command, cwd=tmp_path, env=known, check=False, **said)
    assert answer.returncode == 0, answer.stderr
    after = [(tmp_path / po.relative_to(HOUSE)).read_text() for po in (CHINESE, ENGLISH)]

    for old, new in zip(before, after, strict=True):
        assert sorted(set(new.splitlines()) ^ set(old.splitlines())) == []
        assert new == old


def copy_house(folder):
    """What texts come from, so that looking for them leaves no trace here."""
    trash = shutil.ignore_patterns("__pycache__", "*.mo", "*.new")
    for each in (*APPS, "templates", "locale"):
        shutil.copytree(HOUSE / each, folder / each, ignore=trash)
    shutil.copy(HOUSE / "manage.py", folder)


def templates():
    files = sorted(path for app in ("templates", *APPS) for path in (HOUSE / app).rglob("*.*"))
    names = {str(path.relative_to(HOUSE)) for path in files if path.suffix in {".html", ".txt"}}
    return sorted(name for name in names if "templates/" in name and not name.startswith(PAPERS))


class Said(HTMLParser):
    """The words of a template that stand there bare."""

    def __init__(self):
        super().__init__()
        self.words = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"style", "script"}
        for name, value in attrs:
            if name in {"title", "alt", "placeholder", "aria-label"} and value:
                self.handle_data(value)

    def handle_endtag(self, tag):
        self.silent -= tag in {"style", "script"}

    def handle_data(self, data):
        if not self.silent:
            self.words += [word for word in LETTERS.findall(data) if word not in AS_THEY_ARE]


def bare_words(source):
    """Words outside every tag of Django: nobody could translate them."""
    kept, inside = [], None
    for token in Lexer(source).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if name in {"comment", "blocktranslate", "blocktrans"} or token.contents == "block look":
            inside = f"end{name}"  # "look" is a CSS class
        elif name == inside:
            inside = None
        elif token.token_type == TokenType.TEXT and inside is None:
            kept.append(token.contents)
    said = Said()
    said.feed("".join(kept))
    said.close()
    return said.words


@pytest.mark.parametrize("name", templates())
def test_template_says_everything_through_the_catalogue(name):
    assert bare_words((HOUSE / name).read_text()) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p title="Hello {{ name }}">{% translate "Hi" %}</p>', ["Hello"]),
        ("{% blocktranslate %}Hello{% endblocktranslate %}<p>举报</p>", ["举报"]),
        ('{# Hello #}<p class="hello">{{ name }}</p><script>hello()</script>', []),
    ],
)
def test_bare_words_are_seen(source, words):
    assert bare_words(source) == words


def modules():
    files = sorted(path for app in APPS for path in (HOUSE / app).rglob("*.py"))
    return [str(path.relative_to(HOUSE)) for path in files if "migrations" not in path.parts]


def bare_sentences(source):
    """Texts for readers that are plain strings: refusals, labels, helps, words of a choice."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    shown = [text for call in calls for text in _shown_by(call)]
    shown += [
        text for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for text in _choices(node)
    ]
    return [ast.unparse(text) for text in shown if _is_bare(text)]


def _shown_by(call):
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in REFUSALS:
        yield from call.args[:1]
    if name in SECOND_OF:
        yield from call.args[1:2]
    yield from (word.value for word in call.keywords if word.arg in SHOWN)


def _choices(node):
    if any(ast.unparse(base).endswith("Choices") for base in node.bases):
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
                yield line.value.elts[-1]


def _is_bare(text):
    if isinstance(text, ast.JoinedStr):
        return any(
            isinstance(part, ast.Constant) and _has_letters(part.value) for part in text.values
        )
    return isinstance(text, ast.Constant) and _has_letters(text.value)


def _has_letters(value):
    return isinstance(value, str) and LETTERS.search(value) is not None


@pytest.mark.parametrize("name", modules())
def test_module_says_everything_through_the_catalogue(name):
    assert bare_sentences((HOUSE / name).read_text()) == []


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ('raise NotAllowed("No report yet.")', ["'No report yet.'"]),
        ('raise NotAllowed(_("No report yet."))', []),
        ('DayField(label="日期", initial="today")', ["'日期'"]),
        ('form.add_error("kind", f"Say {kind}.")', ["f'Say {kind}.'"]),
        ('class Kind(TextChoices):\n    GIFT = "gift", "Gift"', ["'Gift'"]),
    ],
)
def test_bare_sentences_are_seen(source, sentences):
    assert bare_sentences(source) == sentences
