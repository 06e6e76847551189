"""The three stories of docs/verhalen.md, on the example and on the real wijken: each user leaves with what they came for."""

import io
import re
import subprocess
import sys

import pandas as pd
import pypdf
import pytest
from playwright.sync_api import expect

from mapping.store.geopackage import GeoPackage
from tests.browser.app_steps import LOAD_MS, STEP_MS, menu, open_list, open_page, settled
from tests.browser.conftest import ROOT, serve_dashboard
from tests.conftest import REAL_FOLDER, built, cbs_files
from tests.formats import make

pytestmark = pytest.mark.browser

EXAMPLE = ROOT / "data" / "voorbeeld.gpkg"
SEEDS = ROOT.parent / "shared" / "seeds"

CAUSES = {
    "buiten_bereik": ("geen aanbod bekend in de buurt", "Naar de kaart van dit gebied"),
    "uitgesloten": ("mogen er niet heen", "Naar de regels die hier gelden"),
    "geen_plaats": ("er is geen plaats", "Naar het aanbod en de plaatsen hier"),
    "onbekend": ("plaats niet bekend", "Naar het aanbod dat we moeten navragen"),
}
"""Part of the vraag → its words on the screen, and the link to the page that shows it."""


@pytest.fixture(scope="module", params=["voorbeeld", pytest.param("echt", marks=pytest.mark.seeds)])
def told(request, tmp_path_factory):
    """Return a region file and its server: the example, and the same invented offer in the real wijken of CBS."""
    if request.param == "voorbeeld":
        return EXAMPLE, request.getfixturevalue("example")
    if not (REAL_FOLDER / make.WIJKEN).exists():
        pytest.skip("the real CBS files are not in ../shared/data")
    files = cbs_files(REAL_FOLDER, regios="regio_indeling_voorstel.csv")
    path = tmp_path_factory.mktemp("echt") / "regio.gpkg"
    GeoPackage(path).write(built(files, offer=ROOT / "data" / "voorbeeld").tables)
    return path, serve_dashboard(request.getfixturevalue("serve"), path)


def worst_gap(path, folder) -> tuple[str, str]:
    """Return where the most people lack a place even in the best case, and by what: from the command, without the page."""
    out = folder / "gaten.csv"
    command = [sys.executable, "-m", "mapping", "gaps", str(path), "--intern", "--out", str(out)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    rows = pd.read_csv(out, comment="#", dtype={"merk": "str"})
    rows = rows[rows["subgroep"] == "uniek"]
    parts = rows.groupby(["gebiedcode", "gebiednaam"])[["vraag", "bediend", *CAUSES]].sum().reset_index()
    whole = rows.groupby("gebiedcode")["inventaris"].first().reindex(parts["gebiedcode"]).eq("volledig").to_numpy()
    marked = rows["merk"].notna().groupby(rows["gebiedcode"]).any().reindex(parts["gebiedcode"]).to_numpy()
    parts = parts[(whole | (parts["buiten_bereik"] == 0)) & ~marked]
    first = parts.loc[(parts["vraag"] - parts["bediend"] - parts["onbekend"]).idxmax()]
    return first["gebiednaam"], first[list(CAUSES)].astype(float).idxmax()


def test_beleidsmaker_finds_the_worst_gap_and_its_cause_in_four_clicks(told, page, traffic, tmp_path):
    path, served = told
    gebied, cause = worst_gap(path, tmp_path)
    said, link = CAUSES[cause]
    open_page(page, served)
    main = page.get_by_test_id("stMain")

    main.get_by_role("link", name="Naar de gatentabel").first.click(timeout=LOAD_MS)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie mist steun, en waardoor?", timeout=LOAD_MS)
    settled(page)
    page.get_by_role("radio", name="aantal mensen").click()
    card = main.get_by_text("Bovenaan: ")
    expect(card).to_contain_text(gebied, timeout=STEP_MS)
    expect(card).to_be_in_viewport()
    expect(main.get_by_text(f"Grootste oorzaak: {said}.")).to_be_visible()
    settled(page)
    main.get_by_role("link", name=link).click()
    page.wait_for_url("**gebied=**", timeout=STEP_MS)
    settled(page)
    main.get_by_text("Hoe weten we dit?").first.click()

    expect(main.get_by_text("Zo rekenen wij").filter(visible=True).first).to_be_visible(timeout=STEP_MS)
    expect(main.get_by_text(gebied).filter(visible=True).first).to_be_visible()
    traffic.assert_clean()


def test_planner_leaves_with_the_list_of_next_week(told, page, traffic):
    path, served = told
    places = GeoPackage(path).read()["vindplaats"]
    open_page(page, served)
    menu(page, "bezoekplan")
    open_list(page, "Regio")
    page.get_by_role("option", name="Rotterdam e.o.").click()
    settled(page)
    open_list(page, "Groep")
    page.keyboard.type("alleen voelen")  # the list draws only what is in sight
    page.get_by_role("option", name="Mensen die zich alleen voelen").click()
    expect(page.get_by_text("In de buurt van deze 5 plaatsen")).to_be_visible(timeout=LOAD_MS)
    settled(page)
    visits = pd.read_excel(
        io.BytesIO(downloaded(page, "Heel het plan als werkmap (.xlsx)")), "Bezoeklijst", engine="calamine"
    )
    paper = pypdf.PdfReader(io.BytesIO(downloaded(page, "Heel het plan op papier (PDF)")))

    assert visits["Stop"].tolist() == [1, 2, 3, 4, 5]
    known = places.set_index("naam").loc[visits["Vindplaats"]]
    for place, where in zip(known.to_dict("records"), visits["Waar"], strict=True):
        alone = place["precisie"] == "wijk"
        assert (
            "adres navragen" in where if alone else where.startswith(place["adres"] if pd.notna(place["adres"]) else "")
        )
    assert known["adres"].notna().any()
    hours = known["openingstijden"].fillna("niet bekend").tolist()
    assert visits["Openingstijden"].tolist() == hours
    assert visits["Wie vragen"].notna().all()
    said = " ".join("".join(sheet.extract_text() for sheet in paper.pages).split())
    stops = [said.index(name.removeprefix("Voorbeeld: ")) for name in visits["Vindplaats"]]
    assert stops == sorted(stops)
    traffic.assert_clean()


def downloaded(page, button: str) -> bytes:
    """Press a button and return the file that comes."""
    with page.expect_download(timeout=LOAD_MS) as waiting:
        page.get_by_role("button", name=button).click()
    return waiting.value.path().read_bytes()


def printed_on_the_page() -> list[tuple[float, int]]:
    """Return the percentages and counts of a table as its source prints them: 003, section 5.3."""
    if not SEEDS.is_dir():
        pytest.skip("the source documents are not part of the project")
    text = next(SEEDS.glob("003*.txt")).read_text(encoding="utf-8")
    start, end = text.rindex("Waarin verder bekwamen?"), text.rindex("Op welke manier verder bekwamen?")
    return [(float(share), int(count)) for share, count in re.findall(r"([\d.]+)% ?\((\d+)\)", text[start:end])]


def test_researcher_finds_the_figures_of_the_source_in_its_table(told, page, traffic):
    _path, served = told
    printed = printed_on_the_page()
    open_page(page, served)
    menu(page, "bewijs")
    box = page.locator("details").filter(has_text="Waarin zorgverleners zich verder willen bekwamen")
    box.locator("summary").click()
    table = box.get_by_role("table").first
    expect(table).to_be_visible(timeout=STEP_MS)

    shown = [re.findall(r"(\d+(?:,\d+)?)% \((\d+)\)", text) for text in table.get_by_role("row").all_inner_texts()]
    assert len(printed) == 27
    assert [(float(share.replace(",", ".")), int(count)) for row in shown for share, count in row] == printed
    traffic.assert_clean()
