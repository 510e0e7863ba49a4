"""Addresses of open data: what programs get, in which language, and how often anew."""

import io
import json
import zipfile

import pytest
from django.test import Client
from rdflib import RDF, Graph

from loim.services.models import Channel, Cost, Service
from loim.services.queries.opendata.cpsv_ap import CPSV
from loim.services.queries.opendata.hsds import organisation_id
from tests.factories import opendata as make

pytestmark = pytest.mark.django_db
PLACE_AND_PHONE = {"serviceLocation", "servicePhone"}


@pytest.fixture
def full(world, now):
    return make.full_service(world.rakvere, world.rakvere.municipality, world.coordinator, now)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_list_comes_in_pages_as_the_openapi_description_says(client, world, now, hsds_schemas):
    for _ in range(3):
        make.service(world.rakvere, world.coordinator, now)

    page = client.get("/open-data/hsds/services?page=2&per_page=2").json()

    contents = page.pop("contents")
    properties = hsds_schemas["openapi"]["components"]["schemas"]["Page"]["properties"]
    assert set(page) == set(properties)
    assert page == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False,
        "last_page": True, "empty": False,
    }  # fmt: skip
    assert len(contents) == 1
    root = client.get("/open-data/hsds/").json()
    assert root["version"] == "3.1"
    assert client.get("/open-data/hsds/services?page=3&per_page=2").status_code == 400


@pytest.mark.parametrize(
    ("query", "header", "language"),
    [("", "", "et"), ("", "de, ru-RU;q=0.8, en;q=0.5", "ru"), ("?lang=uk", "ru", "uk")],
)
def test_texts_come_in_the_language_that_is_asked_for(client, full, query, header, language):
    address = f"/open-data/hsds/services/{full.uuid}{query}"
    response = client.get(address, headers={"Accept-Language": header} if header else {})
    assert response["Content-Language"] == language
    assert response.json()["name"] == make.TITLES[language]
    assert "Accept-Language" in response["Vary"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert 'rel="license"' in response["Link"]


def test_what_did_not_change_is_not_sent_again_and_any_change_is(client, full):
    address = f"/open-data/hsds/services/{full.uuid}"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{address}?lang=ru", headers={"If-None-Match": tag}).status_code == 200

    Cost.objects.filter(service=full, amount=0).update(amount=1)

    changed = client.get(address, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.json()["cost_options"][0]["amount"]) == (200, 1)


def test_lists_can_be_narrowed(client, world, full, now):
    other = make.service(world.rakvere, world.coordinator, now, authority=world.narva)

    def found(query):
        contents = client.get(f"/open-data/hsds/services?{query}").json()["contents"]
        return {each["id"] for each in contents}

    topic = full.topics.get()
    assert found("search=residence") == {str(full.uuid)}
    assert found(f"taxonomy_term_id={topic.uuid}") == {str(full.uuid)}
    assert found(f"organization_id={organisation_id(world.narva.pk)}") == {str(other.uuid)}
    assert found("modified_after=2030-01-01") == set()
    assert found("minimal=true") == {str(full.uuid), str(other.uuid)}
    lines = body(client.get("/open-data/hsds/services?format=ndjson")).splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(full.uuid), str(other.uuid)]


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "per_page=²", "organization_id=7", "modified_after=2026-13-01"]
)
def test_a_parameter_that_cannot_be_is_named(client, query):
    refused = client.get(f"/open-data/hsds/services?{query}")
    assert refused.status_code == 400
    assert refused.json()["error"].startswith(query.split("=", maxsplit=1)[0])


def test_organisations_and_places_are_found_by_their_ids(client, world, full):
    (listed,) = client.get("/open-data/hsds/organizations?full=true").json()["contents"]
    one = client.get(f"/open-data/hsds/organizations/{listed['id']}").json()
    assert one == listed
    assert [each["id"] for each in one["services"]] == [str(full.uuid)]

    places = client.get("/open-data/hsds/service_at_locations").json()["contents"]
    desk = Channel.objects.get(service=full, kind="place")
    assert places[0]["id"] == str(desk.uuid)
    assert client.get(f"/open-data/hsds/service_at_locations/{desk.uuid}").json() == places[0]
    assert client.get(f"/open-data/hsds/organizations/{desk.uuid}").status_code == 404


def test_drafts_are_not_to_be_had_by_any_address(client, full):
    Service.objects.update(status="draft")
    desk = Channel.objects.get(service=full, kind="place")
    for address in (
        f"hsds/services/{full.uuid}", f"hsds/service_at_locations/{desk.uuid}",
        f"hsds/organizations/{organisation_id(full.authority_id)}", f"cpsv-ap/services/{full.uuid}",
    ):  # fmt: skip
        assert client.get(f"/open-data/{address}").status_code == 404
    assert json.loads(body(client.get("/open-data/hsds/services.json")))["services"] == []
    assert str(full.uuid).encode() not in body(client.get("/open-data/cpsv-ap.ttl"))


def test_the_whole_catalogue_comes_in_one_file(client, full):
    whole = json.loads(body(client.get("/open-data/hsds/services.json")))
    one = client.get(f"/open-data/hsds/services/{full.uuid}").json()
    assert whole["services"] == [one]
    with zipfile.ZipFile(io.BytesIO(body(client.get("/open-data/hsds/services.zip")))) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("services.json")) == whole


def test_linked_data_comes_in_the_form_that_is_asked_for(client, full):
    turtle = client.get("/open-data/cpsv-ap", headers={"Accept": "text/turtle"})
    assert turtle["Content-Type"] == "text/turtle; charset=utf-8"
    given = Graph().parse(data=body(turtle), format="turtle")
    assert len(set(given.subjects(RDF.type, CPSV.PublicService))) == 1
    default = client.get("/open-data/cpsv-ap")
    assert default["Content-Type"] == "application/ld+json"
    assert len(json.loads(body(default))["@graph"]) == len(set(given.subjects()))
    assert client.get("/open-data/cpsv-ap?format=xml").status_code == 400


def test_other_sites_may_read_and_nobody_may_write(full):
    client = Client(enforce_csrf_checks=True)
    asked = client.options("/open-data/hsds/services")
    assert (asked.status_code, asked["Access-Control-Allow-Origin"]) == (204, "*")
    assert client.post("/open-data/hsds/services").status_code in (403, 405)


def test_the_page_shows_the_figures_of_the_catalogue(client, full):
    page = client.get("/en/open-data/").content.decode()
    assert "<dt>public services</dt><dd>1</dd>" in page
    assert f"/open-data/hsds/services/{full.uuid}" in page
    assert "Import services" not in page


def test_search_engines_read_the_hours_that_hold_week_after_week(client, full):
    page = client.get(f"/en/services/{full.pk}/").content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    channels = data["availableChannel"]
    (phone,) = [each for each in channels if each.keys() & PLACE_AND_PHONE == {"servicePhone"}]
    (desk,) = [each for each in channels if "serviceLocation" in each]
    assert data["@type"] == "GovernmentService"
    assert phone["servicePhone"]["hoursAvailable"][0]["opens"] == "00:00"
    hours = desk["serviceLocation"]["openingHoursSpecification"]
    assert [each["dayOfWeek"] for each in hours] == [["Tuesday"]]
