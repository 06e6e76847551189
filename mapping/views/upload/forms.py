"""The forms to fill in: per kind of file a spreadsheet or a CSV, empty with two examples or with what there is now."""

from collections.abc import Callable

import streamlit as st

from mapping.views import cached
from mapping.views.cached import Region
from mapping.views.upload.area import area_text
from mapping.views.upload.tools import Tools
from mapping.words import _, language, use_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(where: Region, tools: Tools, *, owner: bool) -> None:
    """Draw the choice of a form; `owner` may have what the region holds, as it tells counts and sheltered places too."""
    with st.expander(_("Nog geen bestand? Download een formulier"), icon=":material/download:"):
        profiles = tools.profiles()
        name = st.selectbox(
            _("Formulier"), list(profiles), format_func=lambda code: _(profiles[code].label), key="toevoegen-formulier"
        )
        st.write(
            _(
                "In het formulier staan twee voorbeelden. Die tellen niet mee. Het blad ‘Uitleg’ zegt wat elke kolom betekent."
            )
        )
        loaded = cached.tables(where)
        left, middle, right = st.columns(3)
        left.download_button(
            _("Formulier voor Excel"), _later(tools.form_xlsx, name, area_text=area_text, beside=loaded),
            file_name=f"formulier-{name}.xlsx", mime=XLSX, on_click="ignore", key="toevoegen-xlsx", icon=":material/table_view:",
        )  # fmt: skip
        middle.download_button(
            _("Formulier als CSV"), _later(tools.form_csv, name, area_text=area_text),
            file_name=f"formulier-{name}.csv", mime="text/csv", on_click="ignore", key="toevoegen-csv", icon=":material/csv:",
        )  # fmt: skip
        if owner:
            right.download_button(
                _("Met wat er nu staat"), _later(tools.form_xlsx, name, loaded, area_text=area_text, beside=loaded),
                file_name=f"{name}.xlsx", mime=XLSX, on_click="ignore", key="toevoegen-nu", icon=":material/edit_document:",
                help=_("Verander wat anders is en kies het bestand hieronder: u ziet dan precies wat er verandert."),
            )  # fmt: skip


def _later(make: Callable[..., bytes], *what: object, **named: object) -> Callable[[], bytes]:
    """Return what makes a file when it is asked for, in the language of the page: Streamlit asks in another thread."""
    spoken = language()

    def made() -> bytes:
        use_language(spoken)
        return make(*what, **named)

    return made
