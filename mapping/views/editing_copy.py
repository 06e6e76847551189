"""An own copy of what nobody may change: the embedded example, and an opened file that goes when the program stops."""

from pathlib import Path

import streamlit as st

from mapping.errors import StoreError
from mapping.store.address import is_database
from mapping.store.own_copy import copies, is_example, make_copy
from mapping.views import own_region
from mapping.views.cached import OWN_FILE, Region
from mapping.views.editing_news import keep_news
from mapping.views.sources import plain
from mapping.words import _


def needed(where: Region) -> bool:
    """Tell whether this region may only be changed in a copy.

    An opened file is named by its content and shared by whoever opened the same one: to change it would change theirs.
    """
    return is_example(where.path) or is_temporary(where.path)


def is_temporary(address: str) -> bool:
    """Tell whether an address is that of an opened file, which goes when the program stops."""
    return not is_database(address) and Path(address).resolve().parent == own_region.folder().resolve()


def draw(where: Region) -> None:
    """Say why this file stays as it is, and offer a copy to change, or one of those made before."""
    if is_example(where.path):
        st.info(_("Het voorbeeld hoort bij het programma en verandert niet. In een eigen kopie kunt u alles proberen."))
        label = _("Maak een eigen kopie van het voorbeeld")
    else:
        st.info(_("Dit geopende bestand verdwijnt als het programma stopt. Bewerk daarom een kopie die blijft."))
        label = _("Maak een kopie die blijft")
    if st.button(label, type="primary", icon=":material/file_copy:", key="_make_copy"):
        _make(where)
    made = {str(path): path.name for path in copies()}
    if made:
        chosen = st.selectbox(_("Of ga verder met een eerdere kopie"), list(made), key="_copy", format_func=made.get)
        if st.button(_("Open deze kopie"), key="_open_copy", icon=":material/folder_open:"):
            _open(Path(chosen), _("U werkt nu in {file}.").format(file=made[chosen]))


def _make(where: Region) -> None:
    """Copy the file and open the copy; where that fails, its sentence."""
    try:
        path = make_copy(where.path)
    except StoreError as error:
        st.error(plain(str(error)))
        return
    told = _('Uw eigen kopie staat in {path}. Zo opent u haar altijd: MAPPING_DATA="{path}" make run.')
    _open(path, told.format(path=path))


def _open(path: Path, told: str) -> None:
    """Make a copy the region of this session and start the page again."""
    st.session_state[OWN_FILE] = str(path)
    keep_news([told])
    st.rerun()
