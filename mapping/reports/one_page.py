"""One A4 made by typst as a tagged PDF/UA: text that stays text, and lists that get shorter until all fits on one page."""

import json
import unicodedata
from collections.abc import Sequence

from mapping.analysis.scenario.changes import INVISIBLE
from mapping.words import number

STANDARD = "ua-1"
"""PDF/UA-1: structure, language and title for screen readers; typst refuses to write a file that does not meet it."""

UNBROKEN, BREAK = 24, "\u200b"
"""Characters of a word before it may break, and the sign that allows it: a name without spaces must not leave the page."""

FONT = "Libertinus Serif"
"""Embedded in typst: the page needs no font of the computer."""


def on_one_page(template: str, contents: Sequence[dict], *, image: bool = False) -> bytes:
    """Return the first of these contents, from long to short, that fits on one page, as PDF (or PNG for `image`).

    `template` is typst that reads `sys.inputs.data` and ends with a metadata <pages> that holds the number of pages. The
    same content gives the same text; raises RuntimeError where even the last does not fit.
    """
    import typst  # 30 MB that only a page on paper needs: not at the start of the app

    source = template.encode("utf-8")
    for content in contents:
        inputs = {"data": json.dumps(content)}
        pages = typst.query(source, "<pages>", field="value", one=True, sys_inputs=inputs)
        if int(json.loads(pages)) > 1:
            continue
        if image:
            return typst.compile(source, format="png", ppi=110.0, sys_inputs=inputs)
        try:
            return typst.compile(source, format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD])
        except (
            typst.TypstError
        ):  # a sign that no font here can draw: still a tagged page, but not one that meets PDF/UA
            return typst.compile(source, format="pdf", sys_inputs=inputs)
    raise RuntimeError("the page does not fit on one page")


def listed(texts: tuple[str, ...], most: int, more: str) -> list[str]:
    """Return the first texts and, where there are more, how many."""
    left = len(texts) - most
    return list(texts) if left <= 0 else [*texts[:most], more.format(n=number(left))]


def cut(text: str, longest: int) -> str:
    """Return text on one line without invisible signs, cut to a length; a long word gets places where it may break."""
    seen = "".join(" " if sign.isspace() else sign for sign in str(text))
    line = " ".join("".join(sign for sign in seen if unicodedata.category(sign) not in INVISIBLE).split())
    line = line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
    return " ".join(
        BREAK.join(word[i : i + UNBROKEN] for i in range(0, len(word), UNBROKEN)) for word in line.split(" ")
    )
