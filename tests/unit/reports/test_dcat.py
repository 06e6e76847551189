"""The catalogue of exported files has what DCAT-AP-NL 3.0 obliges, read as RDF."""

import hashlib

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from mapping.reports.about import About
from mapping.reports.dcat import Exported, Publisher, catalogue

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
ABOUT = About("Wie mist steun", "regio.gpkg", 3, "2022-01-01", ("CBS (1-1-2022)",), example=True)
FILES = {"csv/gaten.csv": b"a;b", "gpkg/gaten.gpkg": b"GPKG"}
CONTACTS = ("https://gemeente.example/data", "mailto:data@gemeente.example")

OBLIGED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.contactPoint, DCAT.dataset),
    DCAT.Dataset: (
        DCTERMS.title, DCTERMS.description, DCTERMS.identifier, DCTERMS.accessRights, DCTERMS.creator,
        DCTERMS.publisher, DCAT.contactPoint, DCAT.theme,
    ),
    DCAT.Distribution: (DCAT.accessURL, DCTERMS.license),
    DCAT.CatalogRecord: (FOAF.primaryTopic, DCTERMS.modified, DCTERMS.language),
    VCARD.Kind: (VCARD.fn,),
    FOAF.Agent: (FOAF.name,),
}  # fmt: skip
"""Class → properties that the profile obliges (Geonovum, DCAT-AP-NL 3.0)."""


def read(contact: str = CONTACTS[0], base: str = "https://gemeente.example/zin") -> Graph:
    """Make a catalogue of one dataset in two files and read it as RDF."""
    exported = [Exported("gaten", "Per wijk", ABOUT, FILES)]
    text = catalogue(exported, Publisher('Gemeente "X" <b>', contact), title="Zin", made_on="2026-11-22", base=base)
    return Graph().parse(data=text, format="json-ld", publicID="https://ergens.example/map/")


@pytest.mark.parametrize("kind", OBLIGED)
def test_every_obliged_property_is_there(kind):
    graph = read()
    things = list(graph.subjects(RDF.type, kind))

    assert things
    assert not [(thing, rule) for thing in things for rule in OBLIGED[kind] if (thing, rule, None) not in graph]


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_is_a_web_address_or_an_address_for_mail(contact):
    graph = read(contact)
    found = {str(value) for rule in (VCARD.hasURL, VCARD.hasEmail) for value in graph.objects(None, rule)}

    assert found == {contact}


def test_each_file_has_its_size_its_kind_and_a_checksum_that_fits():
    graph = read()
    sums = {str(value) for value in graph.objects(None, SPDX.checksumValue)}
    kinds = {str(value).rsplit("/", 1)[-1] for value in graph.objects(None, DCAT.mediaType)}

    assert sums == {hashlib.sha256(content).hexdigest() for content in FILES.values()}
    assert kinds == {"csv", "geopackage+sqlite3"}
    assert sorted(int(value) for value in graph.objects(None, DCAT.byteSize)) == [3, 4]


def test_files_stand_at_the_given_address_or_beside_the_catalogue():
    there = {str(value) for value in read().objects(None, DCAT.downloadURL)}
    beside = {str(value) for value in read(base="").objects(None, DCAT.downloadURL)}

    assert there == {f"https://gemeente.example/zin/{path}" for path in FILES}
    assert beside == {f"https://ergens.example/map/{path}" for path in FILES}


def test_description_says_that_the_offer_is_an_example():
    texts = [str(value) for value in read().objects(None, DCTERMS.description)]

    assert any("verzonnen" in text and "Peildatum: 1-1-2022" in text for text in texts)


def test_address_with_signs_that_may_not_stand_in_one_still_gives_a_catalogue():
    graph = read('https://x.example/a"b> <c', base='https://gemeente.example/zin in "kaart"\\')

    assert {str(value) for value in graph.objects(None, DCAT.downloadURL)} == {
        f"https://gemeente.example/zin%20in%20%22kaart%22%5C/{path}" for path in FILES
    }
    assert {str(value) for value in graph.objects(None, VCARD.hasURL)} == {"https://x.example/a%22b%3E%20%3Cc"}
    graph.serialize(format="turtle")
