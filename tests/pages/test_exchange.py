"""Open Referral on the pages: the offer out, and what a package holds before it is taken over."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from mapping.store.address import EXAMPLE_FILE
from mapping.views.exchange_block import READ

SERVICE = {
    "id": "s", "name": "Oor <b>", "status": "active", "alert": "let *op*",
    "organization": {"id": "o", "name": "Stichting", "description": "d"},
}  # fmt: skip


def page(region: str, content: str) -> None:
    """Draw the block with a package that someone chose."""
    from unittest.mock import patch

    import streamlit as st

    from mapping.sources.hsds.package import read_hsds
    from mapping.sources.hsds.terms import OWNED_LISTS
    from mapping.store.address import opened
    from mapping.views import exchange_block
    from mapping.views.cached import Region

    class Given:
        name = "pakket.json"

        def getvalue(self) -> bytes:
            return content.encode()

    with patch.object(st, "file_uploader", return_value=Given()):
        exchange_block.draw_import(
            Region(region, opened(region).version()),
            lambda given, name, today: read_hsds(given, name, today=today), OWNED_LISTS,
        )  # fmt: skip


@pytest.fixture
def drawn():
    """Return a function that draws the block for a document."""
    return lambda document: AppTest.from_function(
        page, args=(str(EXAMPLE_FILE), json.dumps(document)), default_timeout=60
    ).run()


def said(app) -> str:
    """Return all sentences of the block."""
    return " ".join(one.value for kind in (app.markdown, app.error, app.info, app.success) for one in kind).replace(
        "\\", ""
    )


def test_foreign_package_says_what_is_missing_and_offers_the_rows_to_fill_in(drawn):
    app = drawn({"contents": [SERVICE]})

    assert not app.exception
    assert "1 organisaties, 1 initiatieven en 0 vindplaatsen" in said(app)
    assert "aanbiederssoort: Deze cel mag niet leeg zijn" in said(app)
    assert "Vul eerst aan wat ontbreekt" in said(app)
    assert list(app.dataframe[0].value["Waarde in het pakket"]) == ["let *op*", "d"]


def test_document_that_is_no_package_gives_a_sentence(drawn):
    app = drawn([1, 2])

    assert "in de vorm van Open Referral" in said(app)
    assert not app.exception


def test_package_is_read_when_it_is_chosen_and_not_at_every_click_after(drawn):
    app = drawn({"contents": [SERVICE]}).run()
    first = app.session_state[READ]
    app.run()

    assert app.session_state[READ] is first
