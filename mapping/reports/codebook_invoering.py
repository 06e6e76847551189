"""What the columns on the pages Invoering and Acties mean: their entries of the codebook, by Dutch label."""

from mapping.reports.codebook_columns import Entry, words
from mapping.words import N_

INVOERING_COLUMNS: dict[str, Entry] = {
    "Samen": words(N_("Welke contexten van de handreiking PLOEG 3 er zijn, geen van drie, of niet te zeggen.")),
    "1: Centrum voor Levensvragen": words(N_("Context 1: een Centrum voor Levensvragen ondersteunt zorgverleners.")),
    "2: zorgorganisatie": words(N_("Context 2: een zorgorganisatie heeft geestelijk verzorgers in dienst.")),
    "3: gezondheidscentrum": words(N_("Context 3: een gezondheidscentrum met een geestelijk verzorger.")),
    "Niet te zeggen, want": words(N_("Waarom wij voor dit gebied niet kunnen zeggen welke context er is.")),
    "Onderdeel": words(N_("Waar de factor bij hoort: doelgroep, draagvlak of duurzaam.")),
    "Te laat": words(N_("De streefdatum is voorbij en de actie is niet klaar.")),
    "Bij het begin": words(N_("Het gat volgens de versie bij het begin, van laagste tot hoogste steunvraag.")),
    "Wat wij kunnen zeggen": words(N_("Of het gat kleiner werd, en hoe zeker dat is.")),
}
"""Label → meaning, for the labels that no other table has."""

CHANGING: dict[str, tuple[tuple[str, ...], Entry]] = {
    N_("Door (context {n})"): (
        ("1", "2", "3"),
        words(N_("Welke initiatieven deze context geven; leeg: geen dat wij kennen.")),
    ),
}
"""Label with a number in it → the numbers, and what it means: such a label is translated apart from its number."""
