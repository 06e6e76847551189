"""What the columns on the pages Invoering and Acties mean: their entries of the codebook, by Dutch label."""

from mapping.reports.codebook_columns import Entry, words
from mapping.words import N_

CONTEXT_BY = N_("Welke initiatieven deze context geven; leeg: geen dat wij kennen.")

INVOERING_COLUMNS: dict[str, Entry] = {
    "Samen": words(N_("Welke contexten van de handreiking PLOEG 3 er zijn, geen van drie, of niet te zeggen.")),
    "1: Centrum voor Levensvragen": words(N_("Context 1: een Centrum voor Levensvragen ondersteunt zorgverleners.")),
    "Door (context 1)": words(CONTEXT_BY),
    "2: zorgorganisatie": words(N_("Context 2: een zorgorganisatie heeft geestelijk verzorgers in dienst.")),
    "Door (context 2)": words(CONTEXT_BY),
    "3: gezondheidscentrum": words(N_("Context 3: een gezondheidscentrum met een geestelijk verzorger.")),
    "Door (context 3)": words(CONTEXT_BY),
    "Onderdeel": words(N_("Waar de factor bij hoort: doelgroep, draagvlak of duurzaam.")),
    "Te laat": words(N_("De streefdatum is voorbij en de actie is niet klaar.")),
    "Bij het begin": words(N_("Het gat volgens de versie bij het begin, van laagste tot hoogste steunvraag.")),
    "Wat wij kunnen zeggen": words(N_("Of het gat kleiner werd, en hoe zeker dat is.")),
}
"""Label → meaning, for the labels that no other table has."""

CHANGING = {"Door (context {n})": ("1", "2", "3")}
"""Label with a number in it → the numbers: such a label is translated apart from its number."""
