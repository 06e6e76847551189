"""CBS OData: columns by their beginning or title, pages of at most 10,000, padded codes, and reasons for what misses."""

import pandas as pd
import pytest

from mapping.errors import SourceError, TableError
from mapping.sources.official import cbs_odata
from mapping.sources.official.cbs_odata import HIGH_EDUCATION, Wanted, column_of, in_turn, read_kerncijfers
from tests.formats import make
from tests.loopback import json_reply, loopback
from tests.official_services import KERN_COLUMNS, World, add_kerncijfers, kern_rows
from tests.unit.sources.official.made_world import TABLE, archive_of, made_world, served

GEMEENTEN = ["GM9001", "GM9002", "GM9003", "GM9004"]


def read(world: World, folder, gemeenten=GEMEENTEN):
    with served(world) as server:
        return read_kerncijfers(archive_of(server, folder), TABLE, gemeenten, "WK")


def test_figures_are_those_of_the_file_with_bare_codes(tmp_path):
    found = read(made_world(), tmp_path).table.set_index("wijkcode")
    file = pd.read_csv(make.FOLDER / make.KERNCIJFERS).set_index("wijkcode")
    for name in ("aantal_inwoners", "stedelijkheid_klasse", HIGH_EDUCATION):
        given = file[name].where(file[name] >= 0)
        assert found[name].reindex(given.index).to_numpy(dtype=float) == pytest.approx(
            given.to_numpy(dtype=float), nan_ok=True
        )


def test_only_the_gemeenten_that_are_asked_come(tmp_path):
    found = read(made_world(), tmp_path, ["GM9002"]).table
    assert set(found["wijkcode"].str[:6]) == {"WK9002"}


def test_missing_codes_are_missing_with_their_reason(tmp_path):
    found = read(made_world(), tmp_path)
    assert found.table.set_index("wijkcode")["aantal_inwoners"].isna()[make.UNKNOWN_WIJK]
    reasons = found.reasons.set_index(["gebiedcode", "kenmerk"])["reden"]
    assert reasons[make.UNKNOWN_WIJK, "aantal_inwoners"] == "onbekend bij de bron"
    assert reasons["WK900204", HIGH_EDUCATION] == "onbekend bij de bron"
    assert (make.SMALL_WIJK, HIGH_EDUCATION) not in reasons.index  # null: CBS gives no reason


def test_another_suffix_or_another_name_with_the_same_title_is_the_same_column(tmp_path):
    world = made_world()
    rows = kern_rows(pd.read_csv(make.FOLDER / make.KERNCIJFERS))
    names = {"AantalInwoners_5": "AantalInwoners_17", "OpleidingsniveauHoog_66": "HboWo_70",
             "OpleidingsniveauLaag_64": "Iets_1"}  # fmt: skip
    renamed = [{names.get(key, key): value for key, value in row.items()} for row in rows]
    add_kerncijfers(world, TABLE, renamed, {names.get(key, key): value for key, value in KERN_COLUMNS.items()})
    usual = read(made_world(), tmp_path / "a").table
    pd.testing.assert_frame_equal(read(world, tmp_path / "b").table, usual)


def test_percentage_of_cbs_itself_is_taken_as_it_is(tmp_path):
    world = made_world()
    known = {**KERN_COLUMNS, "OpleidingsniveauHoog_66": ("Opleidingsniveau hoog", "%")}
    rows = [{**row, "OpleidingsniveauHoog_66": 31.5} for row in world.lists[f"cbs/{TABLE}/TypedDataSet"]]
    add_kerncijfers(world, TABLE, rows, known)
    assert set(read(world, tmp_path).table[HIGH_EDUCATION]) == {31.5}


def test_table_without_education_leaves_it_missing_and_says_so(tmp_path):
    world = made_world()
    known = {key: value for key, value in KERN_COLUMNS.items() if "niveauHoog" not in key}
    add_kerncijfers(world, TABLE, world.lists[f"cbs/{TABLE}/TypedDataSet"], known)
    found = read(world, tmp_path)
    assert found.absent == ["opleiding_hoog"]
    assert found.table[HIGH_EDUCATION].isna().all()


def test_table_without_inhabitants_is_refused(tmp_path):
    world = made_world()
    add_kerncijfers(world, TABLE, [], {"BevolkingAantal_5": ("Bevolking", "aantal")})
    with pytest.raises(TableError, match=r"AantalInwoners.*ontbreekt.*--tabel-kerncijfers"):
        read(world, tmp_path)


def test_rows_come_in_pages_of_what_the_service_gives_at_most(tmp_path, monkeypatch):
    monkeypatch.setattr(cbs_odata, "MOST_ROWS", 6)
    world = made_world()
    world.rows = 6
    with served(world) as server:
        found = read_kerncijfers(archive_of(server, tmp_path), TABLE, GEMEENTEN, "WK")
        skips = [asked.params.get("$skip") for asked in server.asked if asked.path.endswith("TypedDataSet")]
    assert len(found.table) == 20
    assert skips == [None, "6", "12", "18"]


@pytest.mark.parametrize("body", [{"value": "x"}, {"odata.error": {}}, {"value": [1]}])
def test_answer_of_another_shape_is_a_sentence(tmp_path, body):
    script = {f"/cbs/{TABLE}/DataProperties": json_reply(body)}
    with loopback(script) as server, pytest.raises(SourceError, match="andere vorm"):
        read_kerncijfers(archive_of(server, tmp_path), TABLE, GEMEENTEN, "WK")


def test_column_is_found_by_beginning_then_title_and_never_by_half_a_name():
    known = [{"Key": "EenzaamNiet_3", "Title": "Niet eenzaam"}, {"Key": "Eenzaam_27", "Title": "Eenzaam"},
             {"Key": None, "Title": "Kopje"}]  # fmt: skip
    assert column_of(known, Wanted(("Eenzaam",))) == "Eenzaam_27"
    assert column_of(known, Wanted(("Alleen",), ("niet eenzaam",))) == "EenzaamNiet_3"
    assert column_of(known, Wanted(("Alleen",), ("Kopje",))) is None


def test_codes_go_in_groups():
    assert in_turn(list("abcde"), 2) == [["a", "b"], ["c", "d"], ["e"]]
