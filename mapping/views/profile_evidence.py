"""How the figures of a profile were made: those of the groepen, and those of the offer that people there can reach."""

from mapping.analysis.bewijs import subject_of
from mapping.model import AFSTANDSFACTOR
from mapping.views import evidence
from mapping.views.cached import Region
from mapping.views.filters import Choice
from mapping.words import _, number


def of_groups(where: Region, choice: Choice) -> None:
    """Draw the evidence of inhabitants, ages, vraag and its five parts."""
    evidence.show(
        where,
        formula=_(
            "Inwoners: geteld. Leeftijden: die van de postcodes, naar rato van wie in dit gebied woont. Mensen in een groep: "
            "inwoners van een leeftijd maal het deel dat bij de groep hoort. Willen steun: dat maal de steunvraag. Per postcode "
            "binnen het gebied kijken wij welk aanbod past, in de buurt is en hen toelaat, en verdelen wij de plaatsen."
        ),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_(
            "inwoners: gemeten; leeftijden: gemodelleerd; vraag en verdeling: aanname, want niemand heeft dit gemeten"
        ),
        about=subject_of(choice.groep, zin=("behoefte",)),
    )


def of_offer(where: Region, choice: Choice) -> None:
    """Draw the evidence of distance, admission and places of the offer."""
    evidence.show(
        where,
        formula=_(
            "Afstand: in een rechte lijn maal {factor}, of over een brug, tunnel of veer; vanaf het deel van het gebied waar de "
            "meeste mensen wonen. Mogen er heen: alleen naar woonplaats (het werkgebied). Plaatsen per jaar: opgave van de "
            "aanbieder, omgerekend naar mensen per jaar."
        ).format(factor=number(AFSTANDSFACTOR, decimals=1)),
        inputs=evidence.question_inputs(where, choice.question),
        kind=_("opgave van de aanbieder; de afstand is berekend"),
        basis=("initiatief", "werkgebied", "gebied"),
        label=_("Hoe weten we wat mensen kunnen bereiken?"),
        about=subject_of(choice.groep, zin=("bereik",)),
    )
