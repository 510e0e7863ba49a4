"""What is kept of members: given to them, forgotten in time, never found by a name; and how the
organisations of networks became members."""

import importlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from loim.networks.actions.erasing import erase_members, forget_members_that_are_due
from loim.networks.models import Member, Network
from loim.networks.personal_exports import export_memberships
from loim.networks.search_documents import _networks
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests.factories import network, user
from tests.factories.networks import mandate, member, seat
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world: World) -> Network:
    return network(world.rakvere, world.activity, name="Osaluskogu")


@pytest.mark.parametrize("name", ["Network", "Member", "Seat", "Mandate", "Election", "Candidate"])
def test_each_field_of_the_room_was_looked_at(name: str) -> None:
    for model in (name, f"{name}History"):
        for field in apps.get_model("networks", model)._meta.concrete_fields:
            key = f"networks.{model}.{field.name}"
            assert (key in PERSONAL_DATA) != (key in NOT_PERSONAL), key


def history_names(of: Member) -> set[str]:
    rows = apps.get_model("networks", "MemberHistory").objects.filter(pgh_obj_id=of.pk)
    return set(rows.values_list("name", flat=True))


def test_members_are_forgotten_three_years_after_they_left(body: Network, world: World) -> None:
    today = timezone.localdate()
    kept_until = today - timedelta(days=3 * 365)
    gone = member(
        body, world.fund, name="Ants", email="ants@example.ee", phone="555", user=user(),
        start_date=date(2020, 1, 1), end_date=kept_until - timedelta(days=1),
    )  # fmt: skip
    gone.phone = "556"
    gone.save()
    kept = member(body, name="Mai", start_date=date(2020, 1, 1), end_date=kept_until)
    as_such = member(body, world.narva, start_date=date(2019, 1, 1), end_date=date(2020, 1, 1))
    assert forget_members_that_are_due(now=timezone.now()) == {"members": 1}
    assert forget_members_that_are_due(now=timezone.now()) == {"members": 0}
    for each in (gone, kept, as_such):
        each.refresh_from_db()
    assert (gone.name, gone.email, gone.phone, gone.user) == ("—", "", "", None)
    assert gone.organisation == world.fund
    assert not gone.is_organisation
    assert history_names(gone) == {"—"}
    assert (kept.name, str(as_such)) == ("Mai", str(world.narva))


def test_a_person_gets_and_erases_what_is_theirs_alone(body: Network) -> None:
    person = user("mari@example.ee")
    mari = member(body, name="Mari", email="MARI@example.ee")
    mandate(seat(body, title="Koht"), mari, note="Otsus Mari kohta", start_date=date(2024, 1, 1))
    member(body, name="Mai", email="mai@example.ee")
    [given] = export_memberships(person)
    assert (given["network"], given["name"]) == ("Osaluskogu", "Mari")
    assert [held["seat"] for held in given["seats"]] == ["Koht"]

    erase_members(person, timezone.now())
    assert set(Member.objects.values_list("name", flat=True)) == {"—", "Mai"}
    assert mari.mandates.get().note == ""
    assert export_memberships(person) == []


def test_a_network_is_found_in_other_languages_by_its_seats_and_never_by_a_person(
    body: Network, world: World
) -> None:
    body.translations = {"en": {"name": "Participatory body"}}
    body.is_public = True
    body.save()
    seat(body, title="Noorte esindaja")
    member(body, name="Mari Näidis", listed_consent_at=timezone.now())
    member(body, world.narva)
    [found] = _networks([body.pk])
    assert found.texts["en"].title == "Participatory body"
    assert "Noorte esindaja" in found.texts["et"].keywords
    assert "Narva Linnavalitsus" in found.texts["et"].keywords
    assert "Näidis" not in str(found)
    assert found.readers.is_public


def test_organisations_of_networks_became_members_once(body: Network, world: World) -> None:
    module = importlib.import_module("loim.networks.migrations.0005_organisations_become_members")
    [operation] = module.Migration.operations
    member(body, world.narva, start_date=date(2024, 1, 1))  # was there already
    with connection.cursor() as cursor:
        for organisation in (world.fund, world.narva):
            cursor.execute(
                "INSERT INTO networks_network_members (network_id, organisation_id) VALUES (%s, %s)",
                [body.pk, organisation.pk],
            )
        for _twice in range(2):
            cursor.execute(operation.sql)
    found = set(Member.objects.values_list("organisation__name", "start_date", "name"))
    assert found == {
        ("Eesti Töötukassa", body.start_date, ""),
        ("Narva Linnavalitsus", date(2024, 1, 1), ""),
    }
    assert Member.objects.values("uuid").distinct().count() == 2
