"""The rand: the wijken around a region, as far as the CBS files hold them, whose people ask for the same places."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from mapping.model import RAND_KM
from mapping.sources.pieces import cut_pieces

M_PER_KM = 1000.0


@dataclass(frozen=True)
class CbsAround:
    """What the files say of the rand.

    gebied: gebiedcode, gemeentecode, regio (missing where the list of regio's does not name its gemeente),
    stedelijkheid, inwoners. pieces: as those of a region, `inside` where a piece is one of the rand. postcode: pc4,
    inwoners. leeftijd: pc4, leeftijdsband, inwoners.
    """

    gebied: pd.DataFrame
    pieces: pd.DataFrame
    postcode: pd.DataFrame
    leeftijd: pd.DataFrame


def around(wijken: pd.DataFrame, read: Mapping[str, pd.DataFrame], *, inside: np.ndarray) -> CbsAround | None:
    """Return the inhabited wijken within RAND_KM of the region, or None where the files hold none.

    `wijken` has outlines and kerncijfers; `read` holds postcodes, leeftijden, regios and perhaps postcode_gebied;
    `inside` (bool per wijk) is the region.
    """
    outlines = wijken.geometry.to_numpy()
    near = np.zeros(len(wijken), dtype=bool)
    near[shapely.STRtree(outlines[inside]).query(outlines, predicate="dwithin", distance=RAND_KM * M_PER_KM)[0]] = True
    near &= ~inside & (wijken["aantal_inwoners"] > 0).fillna(False).to_numpy(dtype=bool)
    if not near.any():
        return None
    pieces = cut_pieces(wijken, read["postcodes"], read.get("postcode_gebied"), inside=near)
    seeded = pieces[pieces["inside"]].groupby("gebiedcode")["seed"].sum()
    housed = wijken[near & wijken["wijkcode"].isin(seeded[seeded > 0].index).to_numpy()]
    pieces["inside"] &= pieces["gebiedcode"].isin(housed["wijkcode"])
    regio = read["regios"].set_index("gemeentecode_2022")["regio"]
    gebied = pd.DataFrame(
        {
            "gebiedcode": housed["wijkcode"],
            "gemeentecode": housed["gemeentecode"],
            "regio": housed["gemeentecode"].map(regio),
            "stedelijkheid": housed["stedelijkheid_klasse"],
            "inwoners": housed["aantal_inwoners"],
        }
    ).sort_values("gebiedcode", ignore_index=True)
    touched = set(pieces.loc[pieces["inside"], "pc4"])
    postcode, ages = read["postcodes"], read["leeftijden"]
    postcode = pd.DataFrame(postcode.loc[postcode["pc4"].isin(touched), ["pc4", "aantal_inwoners"]])
    ages = ages.loc[ages["pc4"].isin(touched), ["pc4", "leeftijd", "aantal_inwoners"]]
    return CbsAround(
        gebied,
        pieces,
        postcode.rename(columns={"aantal_inwoners": "inwoners"}).reset_index(drop=True),
        ages.rename(columns={"leeftijd": "leeftijdsband", "aantal_inwoners": "inwoners"}).reset_index(drop=True),
    )
