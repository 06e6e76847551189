"""What a file says of itself, whatever its format: title, sources, peildatum, choices, version, licence, example."""

from dataclasses import dataclass

from mapping.words import N_, _, day

LICENCE = "CC BY 4.0"
LICENCE_URL = "http://creativecommons.org/licenses/by/4.0/"
"""Licence of the figures of CBS that everything is counted on; what is made of them keeps the naming of the source."""

USE = N_("Schattingen over groepen. Niet gebruiken voor besluiten over personen of adressen.")


@dataclass(frozen=True)
class About:
    """The origin of one file. `peildatum` is ISO; `choices` are (label, value) pairs in words, as on the page."""

    title: str
    region: str
    version: int
    peildatum: str
    sources: tuple[str, ...]
    example: bool
    choices: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    link: str = ""

    def rows(self) -> list[tuple[str, str]]:
        """Return (label, value) pairs in the language in use, in the order of reading."""
        lines = [(_("Titel"), self.title)]
        if self.example:
            lines.append((_("Let op"), _("Voorbeeld: het aanbod in dit bestand is verzonnen.")))
        lines += [
            (_("Bron"), "; ".join(self.sources)),
            (_("Peildatum"), day(self.peildatum)),
            (_("Bestand en versie"), f"{self.region}, {self.version}"),
            (_("Keuzes"), "; ".join(f"{label}: {value}" for label, value in self.choices) or _("geen")),
            (_("Licentie"), _("{licence}; bewerking: Zin in kaart").format(licence=LICENCE)),
            (_("Gebruik"), _(USE)),
        ]
        lines += [(_("Opmerking"), remark) for remark in self.remarks]
        return lines + ([(_("Link"), self.link)] if self.link else [])
