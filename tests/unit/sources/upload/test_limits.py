"""The limits of an upload stand in the document as they are in the code."""

from dataclasses import fields
from pathlib import Path

from mapping.sources.upload.limits import IN_MEGABYTES, MEGABYTE, Limits
from mapping.words import number

DOCUMENT = Path(__file__).resolve().parents[4] / "docs/bestanden.md"


def written() -> str:
    """Write the limits as the table of docs/bestanden.md."""
    lines = ["| Grens | Hoogstens | Waarom |", "|---|---|---|"]
    for each in fields(Limits):
        megabytes = each.name in IN_MEGABYTES
        amount = number(each.default // MEGABYTE if megabytes else each.default)
        unit = "MB" if megabytes else each.metadata["unit"]
        lines.append(f"| `{each.name}` | {amount} {unit} | {each.metadata['reason']} |")
    return "\n".join(lines)


def test_limits_in_the_document_are_those_in_use():
    assert written() in DOCUMENT.read_text(encoding="utf-8")
