"""The fifth sentence of the start page: who refers inside the own circle, and where to begin."""

from mapping.reports.network_words import connections_sentence
from mapping.views import cached, overview
from mapping.views.cached import Region
from mapping.views.filters import Choice, gebied_names
from mapping.views.network import cache
from mapping.words import _


def statement(where: Region, choice: Choice) -> None:
    """Draw the sentence with its link: to the network where something is known, else to how we work."""
    summary = cache.summary(where, choice.question, choice.regio)
    names = gebied_names(cached.tables(where)["gebied"])
    sentence = connections_sentence(summary, names.get(summary.gebiedcode, ""))
    if summary.verbindingen:
        overview.statement(sentence, "pages/samenhang/netwerk.py", _("Naar het netwerk"))
    else:
        overview.statement(sentence, "pages/over/verantwoording.py", _("Naar de verantwoording"))
