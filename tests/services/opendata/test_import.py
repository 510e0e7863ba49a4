"""What was given out comes back whole; what others give is understood or named."""

import json
from datetime import timedelta

import pytest

from loim.content.models import State, TextState
from loim.services.actions.opendata.importing import (
    FileHasProblems,
    FileNotUnderstood,
    import_text,
    look_at_file,
    take_in,
)
from loim.services.logic.opendata.nodes import Problem
from loim.services.models import Location, Service, ServiceChange
from loim.services.queries.opendata import hsds
from loim.services.queries.opendata.loading import all_published
from tests import factories
from tests.factories import opendata as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def importer(world):
    factories.membership(world.coordinator, world.tartu, role="editor")
    return world.coordinator


def exported(language="et"):
    """By owner, as JSON would bring it elsewhere."""
    found = {}
    for each in all_published():
        given = json.loads(json.dumps(hsds.service(each, language)))
        found.setdefault(each.service.owner_id, []).append(given)
    return found


def up_to_ids(value, ids=None):
    """Each id becomes the number of its first appearance; times of change are left out."""
    ids = {} if ids is None else ids
    if isinstance(value, dict):
        return {key: up_to_ids(each, ids) for key, each in value.items() if key != "last_modified"}
    if isinstance(value, list):
        return [up_to_ids(each, ids) for each in value]
    if isinstance(value, str) and value.count("-") >= 4:
        parts = value.split('"')
        return '"'.join(
            str(ids.setdefault(part, len(ids))) if len(part) == 36 else part for part in parts
        )
    return value


def take(text, world, now, **options):
    given = {"owner": world.tartu, "language": "et", "is_published": True, **options}
    return import_text(text=text, by=world.coordinator, now=now, **given)


@pytest.mark.parametrize("language", ["et", "uk"])
def test_nothing_is_lost_on_a_journey_there_and_back(world, importer, now, language):
    rakvere = world.rakvere
    make.full_service(rakvere, rakvere.municipality, importer, now)
    make.service(rakvere, importer, now, titles={"et": "Lihtne", "ru": "Простая"}, processing_max=3,
                 processing_min=0, processing_unit="weeks", url="https://lihtne.example.ee")  # fmt: skip
    Service.objects.order_by("-pk")[0].channels.create(
        kind="web", url="https://lihtne.example.ee/a"
    )
    before = exported(language)[rakvere.pk]

    done, seen = take(json.dumps({"services": before}), world, now)

    assert (done.made, seen.notes.problems, seen.notes.unknown) == (2, [], [])
    after = exported(language)[world.tartu.pk]
    assert up_to_ids(after) == up_to_ids(before)
    # A control: the comparison sees what differs.
    after[0]["cost_options"][0]["amount"] = 1
    assert up_to_ids(after) != up_to_ids(before)


def test_taken_in_twice_it_is_there_once_and_untouched(world, importer, now):
    make.full_service(world.rakvere, world.rakvere.municipality, importer, now)
    text = json.dumps(exported()[world.rakvere.pk])
    take(text, world, now)
    (first,) = Service.objects.filter(owner=world.tartu)

    done, _seen = take(text, world, now + timedelta(days=1))

    assert (done.made, done.changed, done.same) == (0, 0, 1)
    (again,) = Service.objects.filter(owner=world.tartu)
    assert (again.pk, again.revision, again.changed_at) == (
        first.pk, first.revision, first.changed_at,
    )  # fmt: skip
    assert Location.objects.filter(owner=world.tartu).count() == 1


def test_changes_are_shown_before_and_written_after(world, importer, now):
    make.full_service(world.rakvere, world.rakvere.municipality, importer, now)
    (given,) = exported()[world.rakvere.pk]
    take(json.dumps([given]), world, now)
    given["cost_options"][1]["amount"] = 15
    for each in given["attributes"]:
        if each["link_type"] == "title" and each["taxonomy_term"]["language"] == "et":
            each["value"] = "Elukohateade"

    made, seen = look_at_file(
        text=json.dumps([given]), file_name="uus.json", owner=world.tartu, language="et",
        publishes=True, by=importer, now=now,
    )  # fmt: skip

    (row,) = seen.changed
    assert [(c.part, c.where, c.before, c.after) for c in row.changes] == [
        ("texts", "et.title", "Elukoha registreerimine", "Elukohateade"),
        ("costs", "2.amount", "12.30", "15.00"),
    ]
    service = Service.objects.get(owner=world.tartu)
    assert str(service.costs.get(position=1).amount) == "12.30"
    done = take_in(of=made, by=importer, now=now + timedelta(hours=1))
    assert (done.made, done.changed) == (0, 1)
    assert service.costs.get(position=1).amount == 15
    states = dict(TextState.objects.filter(text=service.text).values_list("language", "state"))
    assert (states["et"], states["ru"]) == (State.CURRENT, State.STALE)
    kinds = ServiceChange.objects.filter(service=service).values_list("kind", flat=True)
    assert sorted(kinds) == ["cost", "words"]
    made.refresh_from_db()
    assert made.content == ""
    assert take_in(of=made, by=importer, now=now).changed == 1  # sent twice, done once


def test_what_is_not_known_is_named_by_its_path_and_kept(world, importer, now):
    given = {
        "id": "3d1d05d4-8f2c-4a8e-8a3a-000000000001",
        "name": "Language café",
        "description": "Talk with neighbours.",
        "status": "inactive",
        "url": "https://cafe.example.ee",
        "colour": "blue",
        "phones": [{"id": "x", "number": "1247", "fax": True}],
        "organization": {"id": "y", "name": "Nowhere Ltd"},
        "service_areas": [{"id": "z", "name": "Atlantis"}],
    }

    done, seen = take(json.dumps(given), world, now, language="en", is_published=False)

    assert done.made == 1
    assert {found.path: found.value for found in seen.notes.unknown} == {
        "service.colour": "blue",
        "service.status": "inactive",
        "service.phones[0].fax": True,
        "service.organization": {"name": "Nowhere Ltd", "registry_code": ""},
        "service.service_areas[0]": ["Atlantis"],
    }
    service = Service.objects.get(owner=world.tartu)
    assert (service.status, service.authority, service.level) == (
        "draft", world.tartu, "community",
    )  # fmt: skip
    words = TextState.objects.get(text=service.text, language="en").current
    assert (words.get("title"), words.get("summary")) == ("Language café", "Talk with neighbours.")
    made, _seen = look_at_file(
        text=json.dumps([{**given, "shape": [1]}]), file_name="a.json", owner=world.tartu,
        language="en", publishes=False, by=importer, now=now,
    )  # fmt: skip
    assert {"path": "[0].shape", "value": [1]} in made.report["unknown"]


def test_what_a_file_cannot_say_stays_as_editors_wrote_it(world, importer, now):
    take(json.dumps([BARE]), world, now)
    service = Service.objects.get(owner=world.tartu)
    Service.objects.update(conditions=[[{"question": "children"}]], level="state")
    service.outputs.create(name="Tõend")

    done, _seen = take(json.dumps([{**BARE, "name": "Abi kõigile"}]), world, now)

    assert (done.made, done.changed) == (0, 1)
    service.refresh_from_db()
    assert (service.conditions, service.level) == ([[{"question": "children"}]], "state")
    assert service.outputs.count() == 1
    assert TextState.objects.get(text=service.text, is_source=True).title == "Abi kõigile"


BARE = {"id": "1", "name": "Abi", "status": "active", "phones": [{"id": "2", "number": "1247"}]}
HOURS = {"id": "3", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}


@pytest.mark.parametrize(
    ("change", "path", "problem"),
    [
        ({"name": None}, "name", Problem.MISSING),
        ({"name": "x" * 201}, "name", Problem.TOO_LONG),
        ({"name": 7}, "name", Problem.NOT_A_TEXT),
        ({"url": "javascript:alert(1)"}, "url", Problem.BAD_URL),
        ({"phones": []}, "url", Problem.NEVER_REACHED),
        ({"phones": {}}, "phones", Problem.NOT_A_LIST),
        ({"assured_date": "yesterday"}, "assured_date", Problem.BAD_DATE),
        ({"schedules": [{**HOURS, "byday": "XX"}]}, "schedules[0].byday", Problem.BAD_VALUE),
        ({"schedules": [{**HOURS, "opens_at": "25:00"}]}, "schedules[0].opens_at", Problem.BAD_TIME),
        ({"schedules": [{**HOURS, "interval": 0}]}, "schedules[0].interval", Problem.BAD_VALUE),
        ({"cost_options": [{"id": "4", "amount": -1}]}, "cost_options[0].amount", Problem.BAD_VALUE),
        ({"minimum_age": 30, "maximum_age": 20}, "minimum_age", Problem.BAD_CONDITIONS),
        ({"contacts": [{"id": "5", "email": "at home"}]}, "contacts[0].email", Problem.BAD_EMAIL),
        (
            {"service_at_locations": [{"id": "6", "location": {"id": "7", "location_type": "physical",
              "addresses": [{"address_1": "Tee 1", "city": "Atlantis"}]}}]},
            "service_at_locations[0].location.addresses[0]", Problem.UNKNOWN_PLACE,
        ),
    ],
)  # fmt: skip
def test_a_bad_value_is_named_and_nothing_is_taken_in(world, importer, now, change, path, problem):
    good = {**BARE, "id": "0"}
    text = json.dumps([good, {**BARE, **change}])
    _made, seen = look_at_file(
        text=text, file_name="a.json", owner=world.tartu, language="et", publishes=True,
        by=importer, now=now,
    )  # fmt: skip
    assert (f"[1].{path}", problem) in [(f.path, f.problem) for f in seen.notes.problems]
    with pytest.raises(FileHasProblems):
        take(text, world, now)
    assert not Service.objects.filter(owner=world.tartu).exists()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": 1}', "7"])
def test_what_is_no_hsds_is_refused(world, importer, now, text):
    with pytest.raises(FileNotUnderstood):
        take(text, world, now)


@pytest.mark.parametrize("number", [1, 3])
def test_looking_costs_the_same_however_many_there_are(
    world, importer, now, number, django_assert_num_queries
):
    for _ in range(number):
        make.full_service(world.rakvere, world.rakvere.municipality, importer, now)
    text = json.dumps(exported()[world.rakvere.pk])
    take(text, world, now)
    with django_assert_num_queries(25):
        look_at_file(
            text=text, file_name="a.json", owner=world.tartu, language="et", publishes=True,
            by=importer, now=now,
        )  # fmt: skip
