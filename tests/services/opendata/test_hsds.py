"""What is given out as HSDS 3.1 is valid against its own schemas, formats included."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from loim.services.models import Service
from loim.services.queries.opendata import hsds
from loim.services.queries.opendata.loading import all_published, figures, published
from tests.factories import opendata as make

pytestmark = pytest.mark.django_db


def errors(schema, entity):
    checker = FormatChecker(["uuid", "uri", "email", "date-time", "date"])
    validator = Draft202012Validator(schema, format_checker=checker)
    return [f"{'/'.join(map(str, e.path))}: {e.message}" for e in validator.iter_errors(entity)]


@pytest.fixture
def full(world, now):
    service = make.full_service(world.rakvere, world.rakvere.municipality, world.coordinator, now)
    return published([service])[0]


@pytest.mark.parametrize("language", ["et", "ru"])
def test_a_service_with_everything_is_valid(full, hsds_schemas, language):
    given = json.loads(json.dumps(hsds.service(full, language)))

    assert errors(hsds_schemas["service"], given) == []
    # Nothing of it went missing, so the schema had something to look at.
    parts = ("additional_urls", "phones", "schedules", "service_areas", "service_at_locations",
             "languages", "cost_options", "required_documents", "contacts", "attributes")  # fmt: skip
    assert {part: len(given[part]) for part in parts[:-1]} == {
        "additional_urls": 1, "phones": 1, "schedules": 1, "service_areas": 1,
        "service_at_locations": 2, "languages": 2, "cost_options": 2, "required_documents": 2,
        "contacts": 2,
    }  # fmt: skip
    assert len(given["service_at_locations"][0]["location"]["schedules"]) == 4
    assert given["name"] == make.TITLES[language]
    assert given["cost_options"][0]["amount"] == 0
    assert (given["minimum_age"], "maximum_age" in given) == (15, False)
    assert given["organization"]["name"] == "Rakvere Linnavalitsus"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "not-a-uuid"),
        ("url", "no address"),
        ("status", "somehow"),
        ("last_modified", "today"),
    ],
)
def test_the_check_would_find_what_is_not_valid(full, hsds_schemas, field, value):
    broken = copy.deepcopy(hsds.service(full, "et"))
    broken[field] = value
    assert [error.split(":")[0] for error in errors(hsds_schemas["service"], broken)] == [field]


def test_places_and_organisations_alone_are_valid(full, hsds_schemas):
    desk = full.service.channels.all()[0]
    at_place = hsds.service_at_location(desk, "et", full)
    authority = {
        **hsds.organization(full.service.authority),
        "services": [hsds.simple_service(full, "et")],
    }
    assert errors(hsds_schemas["service_at_location"], at_place) == []
    assert errors(hsds_schemas["organization"], authority) == []
    assert at_place["service"]["name"] == make.TITLES["et"]


def test_drafts_closed_ones_and_those_without_words_are_not_given_out(world, now):
    coordinator = world.coordinator
    make.service(world.rakvere, coordinator, now, status="draft")
    closed = make.service(world.rakvere, coordinator, now)
    Service.objects.filter(pk=closed.pk).update(status="closed", end_date=now.date())
    shown = make.service(world.rakvere, coordinator, now)

    assert [each.service.pk for each in all_published()] == [shown.pk]
    assert figures().services == 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_costs_the_same_however_many_there_are(
    world, now, number, django_assert_num_queries
):
    for _ in range(number):
        make.full_service(world.rakvere, world.rakvere.municipality, world.coordinator, now)
    with django_assert_num_queries(18):
        given = [hsds.service(each, "en") for each in all_published()]
    assert len(given) == number


def test_local_additions_bear_the_name_of_what_they_add_to(world, now):
    from loim.content.actions.writing import create_text, publish

    national = make.service(world.rakvere, world.coordinator, now, titles=make.TITLES)
    addition = create_text(
        kind="local_addition", owner=world.rakvere, by=world.coordinator, now=now,
        fields={"summary": "Siin teisiti", "addition": "<p>Rakveres teisel korrusel.</p>"},
    )  # fmt: skip
    publish(text=addition, language="et", is_minor=False, by=world.coordinator, now=now)
    local = Service.objects.create(
        text=addition, owner=world.rakvere, authority=world.rakvere, level="city", status="active",
        municipality=world.rakvere.municipality, national=national, start_date=now.date(),
        assured_at=now, next_due_date=now.date(), recorded_at=now, changed_at=now,
    )  # fmt: skip

    given = hsds.service(published([local])[0], "uk")

    assert given["name"] == make.TITLES["uk"]
    assert given["description"] == "Rakveres teisel korrusel."
    assert {"link_type": "loim:national", "value": str(national.uuid)}.items() <= next(
        each for each in given["attributes"] if each["link_type"] == "loim:national"
    ).items()
