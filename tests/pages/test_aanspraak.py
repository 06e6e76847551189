"""What somebody gets where: ranges with how many told them, both sources that contradict each other, unknown said so."""

from mapping.store.published import published_bewijs
from tests.pages.test_every_page import all_text, assert_sound

PATH = "pages/samenhang/aanspraak.py"


def test_regions_side_by_side_with_what_is_known_and_both_sources(open_page):
    app = open_page(PATH)
    assert_sound(app)
    grid = app.dataframe[0].value
    assert len(grid) == 3
    told = grid["Gesprekken ten hoogste"].tolist()
    assert all("bekend van" in words for words in told)
    assert any("5 tot 10" in words or "10" in words for words in told)
    said = str(app.table[-1].value.to_numpy().tolist())
    facts = published_bewijs().query("tabel == '003-aantal-gesprekken'")
    assert len(facts) == 2
    assert all(bron in said for bron in facts["bron"])
    assert "zo’n 5 gesprekken per persoon" in said
    assert "niet meer dan 10 gesprekken per persoon" in said
    assert "is soms te klein" in all_text(app)
    assert "rekenen met geen van beide" in all_text(app)


def test_one_group_per_gemeente_in_the_link(open_page):
    app = open_page(
        "", query={"eenheid": "gemeente", "groep": "taal", "regio": "West-Brabant en Tholen", "niveau": "C"}
    )
    app = app.switch_page(PATH).run()
    assert_sound(app)
    grid = app.dataframe[0].value
    assert 1 < len(grid) < 15
    nowhere = grid[grid["Initiatieven die toelaten"] == 0]
    assert (nowhere["Plaatsen per 1.000 mensen met een vraag"] == "niet bekend").all()
