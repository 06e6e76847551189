"""What is said of an actie: its goal, the gap at the start and now, and an honest word about the difference."""

from dataclasses import dataclass

from mapping.analysis.invoering.effect import REGEL, Amount, Change, Goal, Verdict, verdict
from mapping.analysis.need import STEPS
from mapping.reports.sentences import PART_WORDS, of_hundred, people
from mapping.words import N_, _, number

STATUS_WORDS = {
    "voorstel": N_("voorstel"),
    "afgesproken": N_("afgesproken"),
    "loopt": N_("loopt"),
    "klaar": N_("klaar"),
    "gestopt": N_("gestopt"),
}

NO_BEGIN_WORDS = {
    "niet gezegd": N_("Bij deze actie staat niet welke versie van de gegevens het begin was. Vul die in bij Bewerken."),
    "een versie": N_("Er is maar één versie van de gegevens. Het verschil is nog niet bekend."),
    "weg": N_("Versie {n}, het begin van deze actie, is niet bewaard. Het verschil is niet te meten."),
}


@dataclass(frozen=True)
class Told:
    """One actie in words: the gap at the start, now, the difference (each empty where unknown), and a sentence."""

    begin: str
    now: str
    difference: str
    sentence: str


def goal_words(goal: Goal, initiatief: str = "") -> str:
    """Say which gap it is; `initiatief` is the name of whose rule it is about."""
    if goal.deel == REGEL:
        return _("Mogen er niet heen door een regel van {initiatief}").format(initiatief=initiatief or goal.initiatief)
    return _(PART_WORDS[goal.deel])


def told(change: Change, goal: Goal, known: str, number_of_begin: int | None, merk: str = "") -> Told:
    """Say what became of a gap; `known` is what is known of the version at the start, `merk` why nothing may be shown."""
    if merk:
        return Told("", "", "", _("Geen cijfer: {reden}.").format(reden=merk))
    if change.now.middle != change.now.middle:
        return Told("", "", "", _("Niet te meten: het initiatief van deze regel telt nu niet mee."))
    now = amount_words(change.now)
    if known in NO_BEGIN_WORDS:
        n = "" if number_of_begin is None else number(number_of_begin)
        return Told("", now, "", _(NO_BEGIN_WORDS[known]).format(n=n))
    found = verdict(change, goal.deel)
    begin = "" if change.begin is None else amount_words(change.begin)
    return Told(begin, now, _difference_words(change, found), _verdict_words(change, found, goal))


def amount_words(amount: Amount) -> str:
    """Write people with their range: `300 (100–600), 5 van elke 100`."""
    low, high = min(amount.values.values()), max(amount.values.values())
    text = people(amount.middle)
    if people(low) != people(high):
        text += f" ({people(low)}–{people(high)})"
    if amount.share == amount.share and text != people(0.0):
        text += ", " + _("{n} van elke 100").format(n=of_hundred(amount.share))
    return text


def _signed(value: float) -> str:
    text = people(abs(value))
    if text == people(0.0):
        return text
    return (_("{n} meer") if value > 0 else _("{n} minder")).format(n=text)


def _difference_words(change: Change, found: Verdict) -> str:
    """Write the difference with its range; nothing where the data are the same or it cannot be measured."""
    if found in (Verdict.NO_BEGIN, Verdict.SAME_DATA, Verdict.UNKNOWN):
        return ""
    values = [change.difference(step) for step in STEPS]
    low, high = _signed(min(values)), _signed(max(values))
    middle = _signed(change.difference())
    return middle if low == high else _("{midden} (van {laag} tot {hoog})").format(midden=middle, laag=low, hoog=high)


def _verdict_words(change: Change, found: Verdict, goal: Goal) -> str:
    """Say what the difference means, and what it does not."""
    sentences = {
        Verdict.NO_BEGIN: _("Het begin is niet bekend."),
        Verdict.SAME_DATA: _("De gegevens zijn sinds het begin niet veranderd. Het verschil is nog niet bekend."),
        Verdict.UNKNOWN: _("Niet te meten: het initiatief van deze regel telde bij het begin nog niet mee."),
        Verdict.DOUBTFUL: _("Het verschil is kleiner dan de twijfel: wij kunnen niet zeggen of het hielp."),
        Verdict.BY_GROUND: _(
            "Het verschil komt vooral door andere cijfers over mensen of afstanden, niet door het aanbod: {grond} daardoor, "
            "{aanbod} door het aanbod."
        ).format(grond=_signed(change.by_ground), aanbod=_signed(change.by_offer)),
        Verdict.BETTER: _better(goal),
        Verdict.WORSE: _worse(goal),
    }
    text = sentences[found]
    if found in (Verdict.BETTER, Verdict.WORSE):
        if change.between is not None:
            text += " " + _("Door het aanbod: {aanbod}. Door andere cijfers over mensen of afstanden: {grond}.").format(
                aanbod=_signed(change.by_offer), grond=_signed(change.by_ground)
            )
        text += " " + _("Of deze actie dat deed, weten wij niet: er kan meer zijn veranderd.")
    return text


def _better(goal: Goal) -> str:
    if goal.deel == "bediend":
        return _("Meer mensen krijgen plaats dan bij het begin.")
    return _("Dit gat is kleiner dan bij het begin.")


def _worse(goal: Goal) -> str:
    if goal.deel == "bediend":
        return _("Minder mensen krijgen plaats dan bij het begin.")
    return _("Dit gat is groter dan bij het begin.")
