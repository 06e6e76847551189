"""The words of the page Zekerheid: whether the offer falls short in a regio or a gebied, how sure that is, and its rank."""

from mapping.analysis.judgement import Label
from mapping.model import Lokaal, Merk, Stand
from mapping.reports.sentences import NEARLY_ALL, ONE_OF_HUNDRED, certain_words, mark_words, of_hundred, times_words
from mapping.words import _, number

PERCENT = 100


def judgement(row: dict, norm: float, times: float) -> list[str]:
    """Word whether the offer falls short: both bounds, the norm, and in how many draws the best case is under it.

    `row` has waar (a name), laag and hoog (shares, NaN where nobody wants support) and oordeel (Label); `norm` is a share
    and `times` the share of the draws in which the best case is under it.
    """
    if row["hoog"] != row["hoog"]:
        return [_("{waar}: er is geen vraag om over te oordelen.").format(waar=row["waar"])]
    say = {
        Label.SHORT: _("{waar}: het aanbod komt tekort."),
        Label.MAYBE: _("{waar}: of het aanbod genoeg is, is niet bekend."),
        Label.NONE: _("{waar}: het aanbod is genoeg."),
    }[Label(row["oordeel"])]
    span = _(
        "Ten minste {laag} en hoogstens {hoog} van elke 100 mensen die steun willen vinden plaats; de norm is {norm}."
    )
    least = of_hundred(row["laag"]) if row["laag"] >= ONE_OF_HUNDRED else number(0)
    most = of_hundred(row["hoog"]) if row["hoog"] <= NEARLY_ALL else number(PERCENT)
    often = _("Ook in het gunstigste geval is het te weinig {keer}.").format(keer=times_words(times))
    if row["oordeel"] == Label.SHORT:
        often = _("Dat geldt {keer}: {zeker}.").format(keer=times_words(times), zeker=certain_words(times))
    return [say.format(waar=row["waar"]), span.format(laag=least, hoog=most, norm=number(norm * PERCENT)), often]


def regional_sentence(row: dict, norm: float, times: float) -> str:
    """Word the judgement of one regio (judgement.regional_labels, with waar), and where nobody has looked yet."""
    parts = judgement(row, norm, times)
    if row["niet_volledig"] and row["hoog"] == row["hoog"]:
        parts.append(
            _(
                "In {k} van de {m} gebieden is het aanbod nog niet helemaal in kaart; wat wij daar niet vonden, telt in dit "
                "gunstigste geval mee als plaats."
            ).format(k=number(row["niet_volledig"]), m=number(row["gebieden"]))
        )
    return " ".join(parts)


def gebied_sentence(row: dict, norm: float, times: float, ranked: int) -> str:
    """Word the judgement of one gebied and its rank among `ranked` gebieden, or why it has neither.

    `row` is one of certainty_page.with_ranks, with waar, laag, hoog and oordeel as in `judgement`.
    """
    if row["merk"] != Merk.GEEN:
        return _("{waar}: geen oordeel, want {reden}.").format(waar=row["waar"], reden=mark_words(row["merk"]))
    if row["lokaal"] == Lokaal.NEE:
        return _("{waar}: geen oordeel, want over deze groep is niets bekend per gebied.").format(waar=row["waar"])
    parts = judgement(row, norm, times)
    if row["hoog"] == row["hoog"]:
        if row["inventaris"] != Stand.VOLLEDIG:
            parts.append(
                _("Het aanbod is hier nog niet helemaal in kaart; wat wij niet vonden, telt hier mee als plaats.")
            )
        parts.append(_rank_sentence(row, ranked))
    return " ".join(parts)


def _rank_sentence(row: dict, ranked: int) -> str:
    """Say between which ranks a gebied stands by people, or why it has none."""
    low, high = row["rang_laag_mensen"], row["rang_hoog_mensen"]
    if low != low:
        return _("Een plek in de volgorde heeft dit gebied niet: {reden}.").format(reden=why_unranked(row))
    return _("Plek {plek} van de {n}; op plek 1 vinden de meeste mensen geen plaats.").format(
        plek=rank_words(low, high), n=number(ranked)
    )


def rank_words(low: float, high: float) -> str:
    """Write a range of ranks as `3–12`; empty where there is none."""
    if low != low:
        return ""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def why_unranked(row: dict) -> str:
    """Say why a gebied has no rank; empty where it has one."""
    if row["rang_laag_mensen"] == row["rang_laag_mensen"]:
        return ""
    if row["merk"] != Merk.GEEN:
        return mark_words(row["merk"])
    if row["lokaal"] == Lokaal.NEE:
        return _("niets bekend over dit gebied zelf")
    if row["inventaris"] != Stand.VOLLEDIG:
        return _("het aanbod is hier nog niet helemaal in kaart")
    return _("hier is geen vraag")


def span_words(row: dict, part: str) -> str:
    """Write the range of a share as `12–18`; empty where there is none."""
    low, high = row[f"{part}_deel_p5"], row[f"{part}_deel_p95"]
    if low != low:
        return ""
    low, high = of_hundred(low), of_hundred(high)
    return low if low == high else f"{low}–{high}"
