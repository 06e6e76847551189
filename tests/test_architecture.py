"""Keep the house in order: who may import whom, where pages live, and what never stands in the code.

Each rule is a function from a folder to its findings, sentences with file and line. A rule is tested twice: on this
repository, where it must find nothing, and on a small bad house in a temporary folder, where it must find the fault.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

OPEN = {"model", "errors", "words"}
"""Open to every layer; they import nothing of ours."""

MAY_IMPORT = {
    "app": OPEN | {"views", "sources", "reports", "store", "analysis"},
    "pages": OPEN | {"fetch", "views", "sources", "reports", "store", "analysis"},
    "__main__": OPEN | {"__main__", "fetch", "build", "views", "sources", "reports", "store", "analysis", "schema"},
    "fetch": OPEN | {"fetch", "build", "sources", "store", "analysis", "schema"},
    "build": OPEN | {"build", "sources", "analysis", "schema"},
    "views": OPEN | {"views", "analysis", "store", "reports"},
    "reports": OPEN | {"reports", "analysis"},
    "sources": OPEN | {"sources", "schema"},
    "store": OPEN | {"store", "schema"},
    "analysis": OPEN | {"analysis"},
    "schema": OPEN | {"schema"},
    "model": set(),
    "errors": set(),
    "words": set(),
    "__init__": set(),
}
"""Which layers a layer may import: arrows only point down. build.py makes a region from what was read, for a command;
fetch.py asks for what is to be read as well, for a command or a page."""

SAME_LAYER = {
    "fetch_onto": "fetch",
    "contract": "schema",
    "contract_columns": "schema",
    "contracts_invoering": "schema",
    "contracts_bewijs": "schema",
    "contracts_bijdrage": "schema",
    "contracts_gesprek": "schema",
    "contract_reading": "schema",
    "contracts_network": "schema",
    "contracts_offer": "schema",
    "contracts_region": "schema",
    "contracts_signals": "schema",
    "contracts_surroundings": "schema",
    "contracts_usage": "schema",
    "membership": "schema",
    "persons": "schema",
    "persons_patterns": "schema",
    "persons_words": "schema",
    "exchange": "__main__",
    "export": "__main__",
    "schema_cbs": "schema",
}
"""Modules of mapping/ that belong to another layer: fetch_onto.py is fetch.py for a region that is there; the others are
the contracts that schema.py gathers, and how they are written down."""

SECTIONS = {"regio", "gaten", "planning", "samenhang", "presentatie", "beheer", "over"}
SCREEN_LIBRARIES = {"streamlit", "folium", "streamlit_folium"}
SCREEN_LAYERS = {"app", "pages", "views"}
NOT_IN_PAGES = {"pandas", "geopandas", "shapely", "numpy"}
OURS = {"app", "pages", "mapping", "tests"}

MAX_MODULE_LINES = 400
"""Lines of one module of mapping/; about 300 is the aim, and past 400 it holds two ideas."""

CDN_URL = re.compile(
    r"(?:https?:)?//[\w.-]*(?:cdn|jsdelivr|unpkg|googleapis|gstatic|cloudflare|jquery\.com|fontawesome|rawgit)[\w.-]*",
    re.IGNORECASE,
)
"""A URL to a host that serves other people's scripts, styles or fonts."""

CODE_FILES = ("*.py", "*.js", "*.css", "*.html", "*.toml")


@dataclass(frozen=True)
class Module:
    """One Python file of the product, with its place in the house."""

    root: Path
    path: Path

    @property
    def name(self) -> str:
        """Return the path from the root, with forward slashes."""
        return self.path.relative_to(self.root).as_posix()

    @property
    def layer(self) -> str:
        """Return the layer: app, pages, or the first name under mapping/."""
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return _layer_of(parts)

    @cached_property
    def text(self) -> str:
        """Return the text of the file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """Return the parsed file."""
        return ast.parse(self.text, filename=self.name)

    def at(self, line: int, fault: str) -> str:
        """Word a finding."""
        return f"{self.name}:{line}: {fault}"


def _layer_of(parts: tuple[str, ...]) -> str:
    """Name the layer of a dotted name or a path, given as its parts; a bare `mapping` is `__init__`."""
    if parts[0] != "mapping":
        return parts[0]
    first = parts[1] if len(parts) > 1 else "__init__"
    return SAME_LAYER.get(first, first)


def modules(root: Path) -> list[Module]:
    """List the Python files of the product; an empty house is an error, or every rule would pass."""
    paths = [root / "app.py", *sorted(root.glob("pages/**/*.py")), *sorted(root.glob("mapping/**/*.py"))]
    found = [Module(root, path) for path in paths if path.is_file()]
    if not found:
        raise FileNotFoundError(f"no app.py, pages/ or mapping/ in {root}")
    return found


def imports(module: Module) -> Iterator[tuple[int, str]]:
    """Yield line and full dotted name of every absolute import, indented ones too; `from a import b` gives a.b."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _third_party(module: Module) -> Iterator[tuple[int, str]]:
    """Yield line and top-level name of every import that is neither ours nor of the standard library."""
    for line, name in imports(module):
        top = name.split(".")[0]
        if top not in OURS and top not in sys.stdlib_module_names:
            yield line, top


def upward_imports(root: Path) -> list[str]:
    """Find imports of ours that the layer may not make."""
    findings = []
    for module in modules(root):
        if module.layer not in MAY_IMPORT:
            findings.append(module.at(1, f"mapping has no layer {module.layer}"))
            continue
        for line, name in imports(module):
            parts = tuple(name.split("."))
            if parts[0] in OURS and _layer_of(parts) not in MAY_IMPORT[module.layer]:
                findings.append(module.at(line, f"{module.layer} may not import {name}"))
    return findings


def relative_imports(root: Path) -> list[str]:
    """Find imports that begin with a dot."""
    return [
        module.at(node.lineno, "relative import; write the full name")
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]


def _called_package(call: ast.Call) -> str:
    """Return the package that an import by a call names in its literal beginning; empty when it does not."""
    target = call.args[0] if call.args else None
    if isinstance(target, ast.JoinedStr) and target.values:
        target = target.values[0]
    text = target.value if isinstance(target, ast.Constant) and isinstance(target.value, str) else ""
    return text.split(".")[0]


def hidden_imports(root: Path) -> list[str]:
    """Find imports by a function call that the other rules cannot follow: of ours, of a ruled library, of anything."""
    ruled = OURS | SCREEN_LIBRARIES | NOT_IN_PAGES | {""}
    return [
        module.at(node.lineno, "import by a call; write an import")
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and re.search(r"(^|\.)(__import__|import_module|run_path|run_module)$", ast.unparse(node.func))
        and _called_package(node) in ruled
    ]


def screen_outside_views(root: Path) -> list[str]:
    """Find streamlit or folium outside app.py, pages/ and mapping/views/."""
    return [
        module.at(line, f"{top} belongs in app.py, pages/ or mapping/views/")
        for module in modules(root)
        if module.layer not in SCREEN_LAYERS
        for line, top in _third_party(module)
        if top in SCREEN_LIBRARIES
    ]


def tables_in_pages(root: Path) -> list[str]:
    """Find pages that compute: a page imports no table, array or geometry library."""
    return [
        module.at(line, f"a page may not import {top}")
        for module in modules(root)
        if module.layer == "pages"
        for line, top in _third_party(module)
        if top in NOT_IN_PAGES
    ]


def libraries_in_model(root: Path) -> list[str]:
    """Find third-party imports in mapping/model.py."""
    return [
        module.at(line, f"model imports the standard library only, not {top}")
        for module in modules(root)
        if module.layer == "model"
        for line, top in _third_party(module)
    ]


def misplaced_pages(root: Path) -> list[str]:
    """Find pages that are not pages/<sectie>/<pagina>.py: a flat page skips app.py on a deep link."""
    findings = []
    for module in modules(root):
        parts = module.path.relative_to(root).parts
        if parts[0] == "pages" and len(parts) != 3:
            findings.append(module.at(1, "a page lives at pages/<sectie>/<pagina>.py"))
        elif parts[0] == "pages" and parts[1] not in SECTIONS:
            findings.append(module.at(1, f"{parts[1]} is no section; use {', '.join(sorted(SECTIONS))}"))
    return findings


def utils_modules(root: Path) -> list[str]:
    """Find files that are named after nothing."""
    return [module.at(1, "name the file after its idea") for module in modules(root) if module.path.stem == "utils"]


def asserts(root: Path) -> list[str]:
    """Find assert outside tests: python -O drops it, and a user gets no sentence."""
    return [
        module.at(node.lineno, "assert; raise an error with a sentence")
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assert)
    ]


def long_modules(root: Path) -> list[str]:
    """Find modules of mapping/ over the limit."""
    lengths = [(m, len(m.text.splitlines())) for m in modules(root) if m.name.startswith("mapping/")]
    return [m.at(n, f"{n} lines; at most {MAX_MODULE_LINES}") for m, n in lengths if n > MAX_MODULE_LINES]


def filled_init_files(root: Path) -> list[str]:
    """Find __init__.py with more than a docstring: a name has one home, and re-exports give it two."""
    findings = []
    for module in modules(root):
        if module.path.name == "__init__.py":
            body = module.tree.body[1:] if ast.get_docstring(module.tree) is not None else module.tree.body
            findings += [module.at(node.lineno, "__init__.py holds a docstring only") for node in body]
    return findings


def cdn_urls(root: Path) -> list[str]:
    """Find addresses of hosts that serve scripts, styles or fonts: the app makes no third-party request."""
    folders = [root / "mapping", root / "pages", root / ".streamlit"]
    paths = [root / "app.py", *(p for folder in folders for kind in CODE_FILES for p in sorted(folder.rglob(kind)))]
    findings = []
    for path in filter(Path.is_file, paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            findings += [f"{path.relative_to(root).as_posix()}:{number}: {url}" for url in CDN_URL.findall(line)]
    return findings


def columns_without_word(columns: dict[str, list[str]], glossary: str) -> list[str]:
    """Find columns, given per table, that do not stand in the glossary as a word of their own."""
    words = set(re.findall(r"\w+", glossary))
    return [f"{table}.{column}" for table, names in columns.items() for column in names if column not in words]


# --- this repository -------------------------------------------------------------------------------------------------


def test_imports_only_point_down():
    assert upward_imports(ROOT) == []


def test_imports_are_absolute():
    assert relative_imports(ROOT) == []


def test_nothing_is_imported_by_a_call():
    assert hidden_imports(ROOT) == []


def test_streamlit_and_folium_stay_in_app_pages_and_views():
    assert screen_outside_views(ROOT) == []


def test_pages_import_no_tables_arrays_or_geometry():
    assert tables_in_pages(ROOT) == []


def test_model_imports_the_standard_library_only():
    assert libraries_in_model(ROOT) == []


def test_pages_live_one_level_deep_in_a_known_section():
    assert misplaced_pages(ROOT) == []


def test_no_file_is_called_utils():
    assert utils_modules(ROOT) == []


def test_no_assert_outside_tests():
    assert asserts(ROOT) == []


def test_modules_of_mapping_have_at_most_400_lines():
    assert long_modules(ROOT) == []


def test_init_files_hold_a_docstring_only():
    assert filled_init_files(ROOT) == []


def test_code_names_no_cdn():
    assert cdn_urls(ROOT) == []


def test_house_has_an_app_pages_and_every_layer():
    layers = {module.layer for module in modules(ROOT)}
    assert {"app", "pages", "__main__", "views", "store", "sources", "analysis", "schema"} <= layers


def test_every_column_stands_in_the_glossary():
    from mapping.schema import TABLES

    columns = {name: list(contract.columns) for name, contract in TABLES.items()}
    assert sum(map(len, columns.values())) > 0
    assert columns_without_word(columns, (ROOT / "mapping/GLOSSARY.md").read_text(encoding="utf-8")) == []


# --- a good house, and one bad house per fault -----------------------------------------------------------------------

GOOD_HOUSE = {
    "app.py": "import streamlit as st\nfrom mapping.views import webmap\n",
    "pages/gaten/gatentabel.py": "import streamlit\nfrom mapping.views import tables\nfrom mapping.words import _\n",
    "mapping/__init__.py": '"""Docstring."""\n',
    "mapping/build.py": "from mapping.analysis.split import split_need\nfrom mapping.sources import cbs\n",
    "mapping/__main__.py": "from mapping.build import build_region\nfrom mapping.schema import check\n",
    "mapping/model.py": "from enum import StrEnum\n",
    "mapping/words.py": "import babel.numbers\n",
    "mapping/contract.py": "import pandera\nfrom mapping.model import RD_NEW\n",
    "mapping/schema.py": "from mapping.contract import Column\n",
    "mapping/views/assets.py": "from importlib import import_module\nimport_module(f'xstatic.pkg.{1}')\n",
    "mapping/views/webmap.py": "import folium\nfrom mapping.analysis.split import split_need\nURL = 'https://service.pdok.nl/brt'\n",
    "mapping/reports/html.py": "import mapping.analysis.split\n",
    "mapping/sources/cbs.py": "def read():\n    from mapping import schema\n    return schema\n",
    "mapping/store/geopackage.py": "import pyogrio\nfrom mapping.schema import cast\n",
    "mapping/analysis/split.py": "import numpy\nfrom mapping.analysis.access import two_step_access\n",
}

BAD = [
    (upward_imports, "mapping/analysis/need.py", "from mapping.views import webmap", ":1: analysis may not import"),
    (upward_imports, "mapping/analysis/need.py", "def f():\n    import mapping.store.geopackage", ":2: analysis may"),
    (upward_imports, "mapping/analysis/need.py", "from mapping import schema", "may not import mapping.schema"),
    (upward_imports, "mapping/analysis/need.py", "import mapping", "analysis may not import mapping"),
    (upward_imports, "mapping/views/cached.py", "from mapping.sources.cbs import read", "views may not import"),
    (upward_imports, "mapping/views/cached.py", "from mapping.schema import TABLES", "views may not import"),
    (upward_imports, "mapping/views/cached.py", "import app", "views may not import app"),
    (upward_imports, "mapping/reports/pdf.py", "from mapping.store import geopackage", "reports may not import"),
    (upward_imports, "mapping/sources/pdok.py", "from mapping.store import geopackage", "sources may not import"),
    (upward_imports, "mapping/store/postgis.py", "from mapping.analysis import need", "store may not import"),
    (upward_imports, "mapping/schema.py", "from mapping.store import geopackage", "schema may not import"),
    (upward_imports, "mapping/contract.py", "from mapping.store import geopackage", "schema may not import"),
    (upward_imports, "mapping/schema_cbs.py", "from mapping.sources import cbs", "schema may not import"),
    (upward_imports, "mapping/sources/pdok.py", "from mapping.build import build_region", "sources may not import"),
    (upward_imports, "pages/regio/start.py", "from mapping import build", "pages may not import mapping.build"),
    (upward_imports, "mapping/model.py", "from mapping.words import _", "model may not import"),
    (upward_imports, "mapping/errors.py", "from mapping.model import Soort", "errors may not import"),
    (upward_imports, "mapping/words.py", "from mapping.errors import Finding", "words may not import"),
    (upward_imports, "mapping/extra.py", "", "no layer extra"),
    (upward_imports, "pages/regio/start.py", "from pages.gaten import gatentabel", "pages may not import pages.gaten"),
    (upward_imports, "pages/regio/start.py", "from mapping.schema import check", "pages may not import mapping.schema"),
    (upward_imports, "app.py", "from tests import run", "app may not import tests.run"),
    (relative_imports, "mapping/analysis/need.py", "def f():\n    from .split import split_need", ":2: relative"),
    (hidden_imports, "mapping/analysis/need.py", "import importlib\nimportlib.import_module('mapping.x')", ":2: im"),
    (hidden_imports, "mapping/analysis/need.py", "__import__('streamlit')", ":1: import by"),
    (hidden_imports, "mapping/analysis/need.py", "def f(name):\n    __import__(name)", ":2: import by"),
    (screen_outside_views, "mapping/analysis/need.py", "def f():\n    import streamlit as st", ":2: streamlit"),
    (screen_outside_views, "mapping/reports/html.py", "from folium.map import Layer", ":1: folium"),
    (screen_outside_views, "mapping/__main__.py", "import streamlit_folium", ":1: streamlit_folium"),
    (tables_in_pages, "pages/regio/start.py", "import pandas as pd", "may not import pandas"),
    (tables_in_pages, "pages/regio/start.py", "from geopandas import GeoDataFrame", "may not import geopandas"),
    (tables_in_pages, "pages/regio/start.py", "def f():\n    from shapely.geometry import box", ":2: a page may not"),
    (tables_in_pages, "pages/regio/start.py", "import numpy.linalg", "may not import numpy"),
    (libraries_in_model, "mapping/model.py", "import pandas", "not pandas"),
    (misplaced_pages, "pages/start.py", "", "pages/<sectie>/<pagina>.py"),
    (misplaced_pages, "pages/regio/diep/start.py", "", "pages/<sectie>/<pagina>.py"),
    (misplaced_pages, "pages/elders/start.py", "", "elders is no section"),
    (utils_modules, "mapping/analysis/utils.py", "", "after its idea"),
    (asserts, "mapping/analysis/need.py", "def f(x):\n    assert x", ":2: assert"),
    (long_modules, "mapping/analysis/need.py", "x = 1\n" * (MAX_MODULE_LINES + 1), "401 lines"),
    (filled_init_files, "mapping/__init__.py", '"""Docstring."""\nfrom mapping.model import Soort', ":2: __init__.py"),
    (filled_init_files, "mapping/views/__init__.py", "X = 1", ":1: __init__.py"),
    (cdn_urls, "mapping/views/assets.py", "A = 'https://cdn.jsdelivr.net/npm/leaflet'", "cdn.jsdelivr.net"),
    (cdn_urls, "mapping/views/layer.js", "import '//unpkg.com/leaflet'", "unpkg.com"),
    (cdn_urls, ".streamlit/config.toml", 'font = "Inter:https://fonts.googleapis.com/css2"', "fonts.googleapis.com"),
]


def _build(root: Path, files: dict[str, str]) -> None:
    """Write the files under root."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("rule", "name", "text", "expected"), BAD, ids=lambda value: getattr(value, "__name__", None))
def test_rule_finds_the_fault(rule: Callable, name: str, text: str, expected: str, tmp_path: Path):
    _build(tmp_path, GOOD_HOUSE | {name: text})
    findings = rule(tmp_path)
    assert len(findings) == 1
    assert findings[0].startswith(name)
    assert expected in findings[0]


@pytest.mark.parametrize("rule", sorted({case[0] for case in BAD}, key=lambda rule: rule.__name__))
def test_rule_is_silent_on_a_good_house(rule: Callable, tmp_path: Path):
    _build(tmp_path, GOOD_HOUSE)
    assert rule(tmp_path) == []


@pytest.mark.parametrize("rule", sorted({case[0] for case in BAD} - {cdn_urls}, key=lambda rule: rule.__name__))
def test_rule_refuses_an_empty_house(rule: Callable, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        rule(tmp_path)


def test_column_without_a_word_is_found_and_part_of_a_word_does_not_count():
    columns = {"gebied": ["gebiedcode", "naam"]}
    assert columns_without_word(columns, "| `gebiedcode` | the CBS code |\n| `gebiedsnaam` | |") == ["gebied.naam"]
    assert columns_without_word(columns, "`gebiedcode`, `naam`") == []
