"""The English catalogue says all that the code says, and nothing else; and the code says it so that Babel can find it."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import PoFileError, read_po

from mapping.contract import Kind
from mapping.schema import TABLES
from mapping.views.profile import VALUE_WORDS
from mapping.words import LANGUAGES, LOCALE_FOLDER, _, ngettext, number, use_language

ROOT = Path(__file__).resolve().parents[2]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
TRANSLATIONS = [code for code in LANGUAGES if code != LANGUAGES[0]]

Messages = dict[tuple[str, ...], str]
"""The forms of each message (one, or singular and plural) and the first place where the code says it."""


def sources(root: Path) -> list[Path]:
    """List the Python files that speak; an empty house is an error, or every rule would pass."""
    found = [root / "app.py", *sorted(path for name in ("pages", "mapping") for path in (root / name).rglob("*.py"))]
    found = [path for path in found if path.is_file()]
    if not found:
        raise FileNotFoundError(f"no Python files in {root}")
    return found


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def messages(root: Path) -> Messages:
    """Return what Babel finds in the code."""
    found: Messages = {}
    for path in sources(root):
        with path.open("rb") as source:
            for line, message, _comments, _context in extract("python", source, keywords=KEYWORDS):
                found.setdefault(_forms(message), f"{path.relative_to(root).as_posix()}:{line}")
    return found


def catalogue(code: str) -> Catalog:
    """Read a .po file; raises PoFileError where it is broken."""
    with (LOCALE_FOLDER / code / "LC_MESSAGES" / "zin.po").open("rb") as source:
        return read_po(source, locale=code, abort_invalid=True)


def _entries(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return forms → translations; a fuzzy entry is left out of the product, so here its translation is empty."""
    return {_forms(message.id): ("",) if message.fuzzy else _forms(message.string) for message in catalog if message.id}


def untranslated(found: Messages, catalog: Catalog) -> list[str]:
    """Find messages of the code without a translation, or without one of its forms."""
    known = _entries(catalog)
    return [
        f"{place}: {forms[0]}"
        for forms, place in found.items()
        if len(known.get(forms, ())) < len(forms) or not all(text.strip() for text in known[forms])
    ]


def unused(found: Messages, catalog: Catalog) -> list[str]:
    """Find messages of the catalogue that the code does not say (any more)."""
    return [forms[0] for forms in _entries(catalog) if forms not in found]


def _fields(text: str) -> list[str]:
    """Return the placeholders of a text in order of name; raises ValueError for a brace that has no other."""
    parts = Formatter().parse(text)
    return sorted(f"{name}!{how}:{spec}" for _text, name, spec, how in parts if name is not None)


def _same_fields(source: str, translated: str) -> bool:
    try:
        return _fields(source) == _fields(translated)
    except ValueError:
        return False


def other_placeholders(catalog: Catalog) -> list[str]:
    """Find translations whose {…} are not those of the source."""
    return [
        source
        for forms, texts in _entries(catalog).items()
        for source, translated in zip(forms, texts, strict=False)
        if translated and not _same_fields(source, translated)
    ]


def _calls(root: Path) -> Iterator[tuple[str, str, ast.expr]]:
    """Give place, function and argument of every call that takes a message; both forms of ngettext."""
    for path in sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                place = f"{path.relative_to(root).as_posix()}:{node.lineno}"
                for argument in node.args[: len(KEYWORDS[node.func.id] or (1,))]:
                    yield place, node.func.id, argument


def _is_text(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def _is_looked_up(argument: ast.expr) -> bool:
    """Tell whether an argument names a message that is marked elsewhere: `x`, `text.X`, `WORDS[key]`, `WORDS.get(key)`."""
    if isinstance(argument, ast.Call):
        return isinstance(argument.func, ast.Attribute) and argument.func.attr == "get"
    return isinstance(argument, ast.Name | ast.Attribute | ast.Subscript)


def built(root: Path) -> list[str]:
    """Find messages that are put together in the call: Babel cannot find them, so nobody can translate them."""
    return [
        f"{place}: {ast.unparse(argument)}"
        for place, function, argument in _calls(root)
        if not (_is_text(argument) or (function == "_" and _is_looked_up(argument)))
    ]


def seen_otherwise(root: Path) -> list[str]:
    """Find messages that Babel does not see (in Python 3.11: those inside an f-string) or sees where there are none.

    Of `_(WORDS[row["key"]])` Babel before 2.19 takes `key`.
    """
    seen = {text: place for forms, place in messages(root).items() for text in forms}
    said = {argument.value: place for place, _function, argument in _calls(root) if _is_text(argument)}
    return [f"{place}: {text}" for text, place in (said | seen).items() if text not in said or text not in seen]


# --- this repository -------------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _dutch_again() -> Iterator[None]:
    yield
    use_language("nl")


def test_there_is_much_to_say():
    assert len(messages(ROOT)) > 500


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_every_message_is_translated(code):
    assert untranslated(messages(ROOT), catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_catalogue_has_no_message_that_the_code_does_not_say(code):
    assert unused(messages(ROOT), catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_placeholders_are_those_of_the_source(code):
    assert other_placeholders(catalogue(code)) == []


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_catalogue_says_its_language_and_has_two_forms(code):
    catalog = catalogue(code)

    assert str(catalog.locale) == code
    assert catalog.num_plurals == 2
    assert not catalog.obsolete


def test_no_message_is_put_together_in_its_call():
    assert built(ROOT) == []


def test_every_list_of_more_choices_says_in_our_words_that_one_can_choose():
    calls = [
        (path, node)
        for folder in (ROOT / "mapping" / "views", ROOT / "pages")
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "multiselect"
    ]
    assert len(calls) > 5
    english = [
        f"{path.name}:{call.lineno}" for path, call in calls if "placeholder" not in {k.arg for k in call.keywords}
    ]
    assert english == []  # Streamlit's own word is English


def test_babel_sees_every_message_and_no_other():
    assert seen_otherwise(ROOT) == []


def test_fixed_values_that_are_shown_are_marked():
    offer = TABLES["initiatief"].columns
    allowed = [value for name in ("verwijzing_nodig", "werkgebied_stand", "kanaal") for value in offer[name].allowed]

    assert set(allowed) == set(VALUE_WORDS)
    assert {(value,) for value in (*allowed, *Kind)} <= set(messages(ROOT))


def test_english_speaks_english_and_writes_numbers_so():
    dutch = _("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen.")
    use_language("en")

    english = _("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen.")
    assert english == "Estimates about groups. Do not use for decisions about persons or addresses."
    assert dutch.startswith("Schattingen over groepen.")
    assert _("{n} van de {all}").format(n=number(1240), all=number(2000)) == "1,240 of 2,000"
    assert [ngettext("{weken} week", "{weken} weken", n).format(weken=n) for n in (1, 2)] == ["1 week", "2 weeks"]


# --- one fault planted per rule --------------------------------------------------------------------------------------

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
GOOD = 'msgid "Kaart van {regio}"\nmsgstr "Map of {regio}"\n\n'
SAID = {("Kaart van {regio}",): "app.py:1"}
PLURAL = ("{weken} week", "{weken} weken")


def _planted(body: str) -> Catalog:
    return read_po(BytesIO((HEAD + body).encode()), locale="en", abort_invalid=True)


def _house(root: Path, code: str) -> Path:
    (root / "app.py").write_text(code, encoding="utf-8")
    return root


def test_rules_are_silent_on_a_good_catalogue():
    catalog = _planted(GOOD)

    assert untranslated(SAID, catalog) + unused(SAID, catalog) + other_placeholders(catalog) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        'msgid "Kaart van {regio}"\nmsgstr ""\n',
        'msgid "Kaart van {regio}"\nmsgstr " "\n',
        "#, fuzzy\n" + GOOD,
        'msgid "kaart van {regio}"\nmsgstr "Map of {regio}"\n',
    ],
)
def test_missing_translation_is_found(body):
    assert untranslated(SAID, _planted(body)) == ["app.py:1: Kaart van {regio}"]


def test_missing_plural_is_found():
    body = 'msgid "{weken} week"\nmsgid_plural "{weken} weken"\nmsgstr[0] "{weken} week"\nmsgstr[1] "%s"\n'

    assert untranslated({PLURAL: "app.py:2"}, _planted(body % "")) == ["app.py:2: {weken} week"]
    assert untranslated({PLURAL: "app.py:2"}, _planted(body % "{weken} weeks")) == []
    assert untranslated({PLURAL: "app.py:2"}, _planted('msgid "{weken} week"\nmsgstr "{weken} week"\n')) != []


def test_unused_message_is_found():
    assert unused(SAID, _planted(GOOD + 'msgid "Weg"\nmsgstr "Gone"\n')) == ["Weg"]


@pytest.mark.parametrize(
    "english", ["Map", "Map of {region}", "Map of {regio} {regio}", "Map of {regio:,}", "Map of {regio"]
)
def test_other_placeholder_is_found(english):
    assert other_placeholders(_planted(f'msgid "Kaart van {{regio}}"\nmsgstr "{english}"\n')) == ["Kaart van {regio}"]


def test_other_placeholder_in_the_plural_is_found():
    body = 'msgid "{weken} week"\nmsgid_plural "{weken} weken"\nmsgstr[0] "{weken} week"\nmsgstr[1] "{n} weeks"\n'

    assert other_placeholders(_planted(body)) == ["{weken} weken"]


def test_broken_catalogue_is_found():
    with pytest.raises(PoFileError):
        _planted('msgid "Kaart"\nMap\n')


@pytest.mark.parametrize(
    "call",
    [
        '_(f"Kaart van {regio}")',
        '_("Kaart van " + regio)',
        '_("Kaart van %s" % regio)',
        '_("Kaart van {regio}".format(regio=regio))',
        '_("Kaart" if regio else "Regio")',
        "_(name())",
        "N_(regio)",
        'ngettext("week", weeks, n)',
    ],
)
def test_built_message_is_found(call, tmp_path):
    found = built(_house(tmp_path, call))

    assert len(found) == 1
    assert found[0].startswith("app.py:1: ")


@pytest.mark.parametrize(
    "call",
    ['_("Kaart")', '_("Kaart " "van")', "_(name)", "_(text.QUOTE)", "_(WORDS[key])", '_(WORDS.get(key, ""))', 'N_("Kaart")',
     'ngettext("week", "weken", n)'],
)  # fmt: skip
def test_whole_or_marked_message_is_fine(call, tmp_path):
    assert built(_house(tmp_path, call)) == []


def test_message_out_of_sight_is_found(tmp_path, monkeypatch):
    house = _house(tmp_path, 'x = _("Kaart")\ny = _("Regio")\n')
    monkeypatch.setitem(globals(), "messages", lambda root: {("Kaart",): "app.py:1"})

    assert seen_otherwise(house) == ["app.py:2: Regio"]


def test_message_that_is_none_is_found(tmp_path, monkeypatch):
    house = _house(tmp_path, 'x = _("Kaart")\ny = _(WORDS[row["key"]])\n')
    monkeypatch.setitem(globals(), "messages", lambda root: {("Kaart",): "app.py:1", ("key",): "app.py:2"})

    assert seen_otherwise(house) == ["app.py:2: key"]


def test_empty_house_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        messages(tmp_path)
