"""Whether bijdragen may come in: only where the owner switched it on, and only about a region that stays.

Contributing may be open to more computers than this one; deciding is not (editing_permission.py).
"""

import os

from mapping.store.address import EXAMPLE_FILE, region_address
from mapping.store.contributions import ContributionQueue, contribution_file
from mapping.store.own_copy import copies, is_example
from mapping.views import editing_copy
from mapping.views.cached import Region
from mapping.words import _

SETTING = "MAPPING_BIJDRAGEN"


def closed_because(where: Region) -> str:
    """Return in a sentence why no bijdrage may come in here and now, and what to do; empty where one may."""
    if os.environ.get(SETTING, "").strip() != "1":
        return _(
            "Bijdragen staat uit. De eigenaar zet het aan door het programma te stoppen en te starten met "
            "‘MAPPING_BIJDRAGEN=1 make run’ (zie README voor Windows en voor telefoons in de zaal)."
        )
    if editing_copy.is_temporary(where.path):
        return _("U hebt een eigen bestand geopend dat verdwijnt. Bijdragen kan alleen bij een bestand dat blijft.")
    return ""


def queue_of(where: Region) -> ContributionQueue:
    """Return the queue of a region. An own copy of the example takes those about the example, where that is what is served."""
    of_example = is_example(region_address()) and any(str(path) == where.path for path in copies())
    return ContributionQueue(contribution_file(EXAMPLE_FILE if of_example else where.path))
