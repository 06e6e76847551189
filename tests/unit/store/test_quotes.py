"""Citaten: only with toestemming, never with a person in them, never with a gebied or a subgroep."""

from mapping.schema import TABLES
from mapping.store.draft import edited
from mapping.store.quotes import quotes

TALK = {
    "regio": "R", "gebiedcode": "WK059901", "jaar": 2026, "respondentsoort": "burger", "subgroepen": "psychiatrisch",
    "voorbeeld": False, "bron": "test", "peildatum": "2026-01-01",
}  # fmt: skip


def talks(*rows: tuple[str | None, bool]):
    """Return gesprekken with a citaat and whether there is toestemming."""
    added = [
        {**TALK, "gesprek": f"g{number}", "citaat": text, "toestemming": agreed}
        for number, (text, agreed) in enumerate(rows)
    ]
    return edited(TABLES["gesprek"].empty(), "gesprek", added=added)


def test_citaat_without_consent_is_not_among_them():
    shown = quotes(talks(("Dit mag.", True), ("Dit mag niet.", False), (None, False)))

    assert list(shown["citaat"]) == ["Dit mag."]


def test_citaat_that_points_at_a_person_is_not_among_them_though_there_is_consent():
    texts = ("Bel mij op 06-12345678.", "Mevrouw Jansen hielp mij.", "Ik woon in de Kerkstraat 12.", "Het was er stil.")

    assert list(quotes(talks(*((text, True) for text in texts)))["citaat"]) == ["Het was er stil."]


def test_nothing_finer_than_the_regio_and_no_subgroep_stands_beside_it():
    shown = quotes(talks(("Dit mag.", True)))

    assert not {"gebiedcode", "subgroepen", "gesprek", "vindplaatstype"} & set(shown)
    assert quotes(talks()).empty
