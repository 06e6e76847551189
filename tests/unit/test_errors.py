"""A finding is one line that says where, what, which value and what to do."""

from mapping.errors import LONGEST_SHOWN_VALUE, Finding, TableError, shortened


def test_sentence_has_file_row_column_value_and_cure():
    finding = Finding("Dit getal is te laag", "initiatief.csv", 12, "capaciteit", "-4", "Het moet 0 of hoger zijn")
    assert finding.sentence() == (
        "initiatief.csv, rij 12, capaciteit: Dit getal is te laag (‘-4’). Het moet 0 of hoger zijn"
    )


def test_sentence_leaves_out_what_is_not_known():
    assert Finding("Dit bestand is leeg", "a.csv").sentence() == "a.csv: Dit bestand is leeg."
    assert Finding("Dit klopt niet").sentence() == "Dit klopt niet."


def test_hostile_value_is_cut_and_put_on_one_line():
    assert shortened("a\n\tb") == "a b"
    cut = shortened("x" * 1_000_000)
    assert len(cut) == LONGEST_SHOWN_VALUE
    assert cut.endswith("…")
    assert "\n" not in Finding("Fout", "a.csv", 2, "naam", "een\nregel").sentence()


def test_table_error_brings_all_its_findings():
    findings = [Finding("Een", "a.csv"), Finding("Twee", "b.csv")]
    error = TableError("map", findings)
    assert error.findings == findings
    assert str(error).splitlines() == ["a.csv: Een.", "b.csv: Twee."]
