"""What is given out as CPSV-AP 3.2 conforms to its SHACL shapes, which had something to check."""

import pyshacl
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SH

from loim.services.queries.opendata.cpsv_ap import graph
from loim.services.queries.opendata.loading import published
from tests.factories import opendata as make

pytestmark = pytest.mark.django_db


def violations(given, shapes):
    conforms, report, _text = pyshacl.validate(given, shacl_graph=shapes, advanced=False)
    found = [
        (str(report.value(result, SH.focusNode)), report.value(result, SH.resultPath))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    assert conforms == (not found)
    return found


def applied(given, shapes):
    """How many nodes each class of the shapes has."""
    counted = {}
    for target in set(shapes.objects(None, SH.targetClass)):
        nodes = len(set(given.subjects(RDF.type, target)))
        if nodes:
            counted[str(target).replace("#", "/").rsplit("/", 1)[1]] = nodes
    return counted


def test_the_catalogue_conforms_and_each_shape_had_nodes(world, now, cpsv_shapes):
    rakvere = world.rakvere
    full = make.full_service(rakvere, rakvere.municipality, world.coordinator, now)
    bare = make.service(rakvere, world.coordinator, now)

    given = graph(published([full, bare]))

    assert violations(given, cpsv_shapes) == []
    assert applied(given, cpsv_shapes) == {
        "PublicService": 2, "LifeEvent": 1, "Event": 1, "Requirement": 3, "Evidence": 2,
        "Output": 1, "Channel": 5, "Cost": 2, "Rule": 1, "LegalResource": 1, "ContactPoint": 1,
        "PublicOrganisation": 1, "Organization": 1, "Location": 2, "LinguisticSystem": 2,
        "Dataset": 1, "Agent": 1, "Address": 1, "TemporalEntity": 8, "Concept": 7, "Document": 5,
    }  # fmt: skip
    (this,) = given.subjects(DCTERMS.identifier, Literal(str(full.uuid)))
    titles = {title.language: str(title) for title in given.objects(this, DCTERMS.title)}
    assert titles == make.TITLES

    # The negative control: without its titles it does not conform, and says where.
    given.remove((this, DCTERMS.title, None))
    assert violations(given, cpsv_shapes) == [(str(this), DCTERMS.title)]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib's own reader of JSON-LD
def test_turtle_and_json_ld_say_the_same(world, now):
    full = make.full_service(world.rakvere, world.rakvere.municipality, world.coordinator, now)
    given = graph(published([full]))
    turtle = Graph().parse(data=given.serialize(format="turtle"), format="turtle")
    json_ld = Graph().parse(data=given.serialize(format="json-ld"), format="json-ld")
    assert set(turtle) == set(json_ld) == set(given)
    assert (None, RDF.type, URIRef("http://data.europa.eu/m8g/LifeEvent")) in turtle
