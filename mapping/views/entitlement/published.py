"""What is published on how many gesprekken somebody gets: sources that contradict each other, each with its place."""

from mapping.words import N_

GESPREKKEN = (
    (
        N_("ongeveer 5 gesprekken"),
        N_("De landelijke subsidieregeling betaalt er volgens deze bron ongeveer zoveel."),
        N_("Ruimte voor zingeving (2024), voetnoot 6"),
    ),
    (
        N_("ten hoogste 10 gesprekken"),
        N_("Een gezondheidscentrum vertelt dat de landelijke subsidie niet verder gaat dan dit aantal."),
        N_("Ruimte voor zingeving (2024), bijlage 5, goede praktijkvoorbeelden"),
    ),
)
"""(what is said, in which words of ours, where): the two cannot both hold, so both are shown and neither is counted with."""

NOT_ENOUGH = (
    N_("Het aantal gesprekken is soms niet genoeg; er zijn mensen die baat hebben bij vaste steun."),
    N_("Factsheet Linking-Zin, Rotterdam e.o. (2020), over continuïteit in het aanbod"),
)
