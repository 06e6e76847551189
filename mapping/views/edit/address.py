"""The place of a row by its address: search it, see what was found and how exactly, and take it over.

Of a vindplaats that is known by wijk only the gebied is taken over and nothing else.
"""

import pandas as pd
import shapely
import streamlit as st

from mapping.model import Geocoded, Precisie
from mapping.views import geocode
from mapping.views.cached import Region
from mapping.views.edit.change import Edit, changed_tables, must_hide, placed
from mapping.views.edit.state import Draft, put
from mapping.views.offer_check_cache import ReadChanges
from mapping.words import _


def draw(
    where: Region, draft: Draft, table: str, place: int, search: geocode.Search, read_changes: ReadChanges
) -> None:
    """Draw the search for the address of one row; what was found goes into the draft when the button is pressed."""
    row = draft.now[table].iloc[place]
    sheltered = table == "vindplaats" and must_hide(row.to_dict())
    with st.expander(_("Zoek de plaats met een adres of postcode"), icon=":material/search:"):
        key = f"adres-{table}-{row[table]}-{draft.turn}"
        found = geocode.draw(where, key=key, search=search, sheltered=sheltered)
        if found is None:
            return
        label = _("Zet het punt op deze plaats") if found.x is not None else _("Neem dit gebied over")
        if st.button(label, key=f"{key}_over", type="primary", icon=":material/location_on:"):
            _take(draft, table, place, row, found, read_changes)


def _take(draft: Draft, table: str, place: int, row: pd.Series, found: Geocoded, read_changes: ReadChanges) -> None:
    """Lay the row at what was found, with its gebied, postcode and precisie; an address that stood there stays."""
    point = None if found.x is None or found.y is None else shapely.Point(found.x, found.y)
    moved = placed(draft.now, table, place, point, found.gebiedcode or None)
    values: dict[str, object] = {"pc4": found.pc4} if found.pc4 else {}
    if table == "vindplaats":
        values["precisie"] = found.precisie.value
    if found.precisie is Precisie.EXACT and pd.isna(row["adres"]):
        values["adres"] = found.text
    put(draft, changed_tables({**draft.now, **moved}, table, Edit({place: values}), {}, read_changes))
    st.rerun()
