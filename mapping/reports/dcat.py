"""A catalogue of exported files in DCAT-AP-NL 3.0, as JSON-LD, so that a data portal can take it over.

What the profile obliges (Geonovum, DCAT-AP-NL 3.0): of a dataset title, description, identifier, access rights, contact
point, creator, publisher and theme; of a distribution access address and licence; of a catalogue title, description,
contact point and publisher.
"""

import hashlib
import json
import urllib.parse
from collections.abc import Sequence
from dataclasses import dataclass

from mapping.reports.about import LICENCE_URL, About

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
THEMES = (f"{AUTHORITY}/data-theme/SOCI", f"{AUTHORITY}/data-theme/HEAL")
"""Population and society; health: the data themes of the EU that these figures belong to."""

PUBLIC, RESTRICTED = f"{AUTHORITY}/access-right/PUBLIC", f"{AUTHORITY}/access-right/RESTRICTED"
DUTCH = f"{AUTHORITY}/language/NLD"
PROFILE = "https://semiceu.github.io/DCAT-AP/releases/3.0.0"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
IN_ADDRESS = "/:?#[]@!$&'()*+,;=%~"
"""What has a meaning of its own in a web address (RFC 3986), beside letters and digits; any other sign is encoded."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Publisher:
    """Who gives the files out: a name, and where a reader can ask (a web address or mailto:)."""

    name: str
    contact: str


@dataclass(frozen=True)
class Exported:
    """One dataset with its files: short name, description in a sentence, and path → bytes."""

    name: str
    description: str
    about: About
    files: dict[str, bytes]


def catalogue(
    datasets: Sequence[Exported], publisher: Publisher, *, title: str, made_on: str, base: str = "", public: bool = True
) -> str:
    """Return the catalogue as JSON-LD. `base` is the address where the files will stand; empty: beside the catalogue.

    `made_on` is an ISO day. Texts are given as Dutch (`@language` nl).
    """
    address = _web(base).rstrip("/") + "/" if base else ""
    whole = {
        "@context": CONTEXT,
        "@id": f"{address}catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _dutch(title),
        "dct:description": _dutch("; ".join(one.about.title for one in datasets)),
        "dct:language": {"@id": DUTCH},
        "dct:modified": _day(made_on),
        **_who(publisher),
        "dcat:dataset": [_dataset(one, publisher, address, made_on, public=public) for one in datasets],
        "dcat:record": [_record(one, address, made_on) for one in datasets],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _dataset(one: Exported, publisher: Publisher, address: str, made_on: str, *, public: bool) -> dict:
    """Return one dataset with its distributions."""
    about = one.about
    return {
        "@id": f"{address}dataset/{one.name}",
        "@type": "dcat:Dataset",
        "dct:title": _dutch(about.title),
        "dct:description": _dutch(
            " ".join([one.description, *(f"{label}: {value}." for label, value in about.rows())])
        ),
        "dct:identifier": f"{about.region}/{about.version}/{one.name}",
        "dct:accessRights": {"@id": PUBLIC if public else RESTRICTED, "@type": "dct:RightsStatement"},
        "dct:creator": _agent(publisher),
        **_who(publisher),
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:language": {"@id": DUTCH},
        "dct:issued": _day(made_on),
        "dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(about.peildatum)},
        "dct:source": list(about.sources),
        "dcat:version": str(about.version),
        "dcat:distribution": [_distribution(path, content, address) for path, content in one.files.items()],
    }


def _distribution(path: str, content: bytes, address: str) -> dict:
    """Return one file: where it stands, its licence, kind, size and checksum."""
    ending = path.rsplit(".", 1)[-1]
    return {
        "@id": f"{address}{path}#bestand",
        "@type": "dcat:Distribution",
        "dct:title": _dutch(path.rsplit("/", 1)[-1]),
        "dcat:accessURL": {"@id": f"{address}{path}"},
        "dcat:downloadURL": {"@id": f"{address}{path}"},
        "dct:license": {"@id": LICENCE_URL, "@type": "dct:LicenseDocument"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[ending]}"},
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": SHA256},
            "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }


def _record(one: Exported, address: str, made_on: str) -> dict:
    """Return the record of a dataset in the catalogue."""
    return {
        "@id": f"{address}dataset/{one.name}#record",
        "@type": "dcat:CatalogRecord",
        "foaf:primaryTopic": {"@id": f"{address}dataset/{one.name}"},
        "dct:modified": _day(made_on),
        "dct:language": {"@id": DUTCH},
        "dct:conformsTo": {"@id": PROFILE},
    }


def _who(publisher: Publisher) -> dict:
    """Return publisher and contact point."""
    how = "vcard:hasEmail" if publisher.contact.startswith("mailto:") else "vcard:hasURL"
    point = {"@type": "vcard:Kind", "vcard:fn": _dutch(publisher.name), how: {"@id": _web(publisher.contact)}}
    return {"dct:publisher": _agent(publisher), "dcat:contactPoint": point}


def _web(address: str) -> str:
    """Return an address without signs that may not stand in one (RFC 3987): a reader would refuse the whole catalogue."""
    return urllib.parse.quote(address.strip(), safe=IN_ADDRESS)


def _agent(publisher: Publisher) -> dict:
    return {"@type": "foaf:Agent", "foaf:name": _dutch(publisher.name)}


def _dutch(text: str) -> dict:
    return {"@value": text, "@language": "nl"}


def _day(day: str) -> dict:
    return {"@value": day, "@type": "xsd:date"}
