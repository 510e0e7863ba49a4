"""A letter's link ends with the address it was sent to: whoever had that address opens nothing."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from loim.networks.actions.meetings.tasks import TaskFacts, change_task, give_task
from loim.networks.actions.members import MemberFacts, edit_member
from loim.networks.actions.register.confirming import confirm_by_link
from loim.networks.actions.register.facts_of import facts_of
from loim.networks.actions.register.recording import (
    edit_association,
    organisation_of,
)
from loim.networks.actions.register.refusals import KnownElsewhere
from loim.networks.models import Member, NetworkTask
from loim.networks.queries.bodies.own_link import asked_path
from loim.networks.queries.meetings.own_links import task_link_of
from loim.networks.queries.own_link import key_hash_of, member_by_key, own_link_of
from loim.people.models import OrganisationKind
from tests.factories import bodies, organisation, user
from tests.factories import register as make
from tests.factories.networks import member
from tests.world import World

pytestmark = pytest.mark.django_db
NOW = bodies.NOW


@pytest.fixture
def mari(world: World) -> Member:
    made = member(bodies.body(world.rakvere, world.activity), name="Mari", email="mari@example.ee")
    made.key_hash = key_hash_of(made)
    made.save()
    return made


def task_of(owner: Member, world: World) -> NetworkTask:
    return give_task(
        network=owner.network,
        facts=TaskFacts(title="Kutse", owner=owner, due_date=date(2099, 1, 1)),
        by=world.coordinator, now=NOW, submission=uuid4(),
    )  # fmt: skip


def test_another_address_of_a_member_ends_all_links_to_the_one_before(
    mari: Member, world: World
) -> None:
    asked = bodies.asked(bodies.question(mari.network), mari)
    before = [own_link_of(mari), asked_path(asked), task_link_of(task_of(mari, world), "et")]
    facts = MemberFacts(start_date=mari.start_date, name="Mari", email="uus@example.ee")

    edit_member(member=mari, facts=facts, by=world.coordinator, now=NOW)

    assert [Client().get(link).status_code for link in before] == [404, 404, 404]
    asked.refresh_from_db()
    after = [own_link_of(Member.objects.get(pk=mari.pk)), asked_path(asked)]
    assert [Client().get(link).status_code for link in after] == [200, 200]


def test_whoever_has_an_account_needs_no_link_any_more(mari: Member) -> None:
    key = own_link_of(mari).rstrip("/").rpartition("/")[2]
    assert member_by_key(key) == mari
    Member.objects.filter(pk=mari.pk).update(user=user("mari@example.ee"))
    assert member_by_key(key) is None


def test_a_task_that_goes_to_somebody_else_takes_its_link_along(mari: Member, world: World) -> None:
    jaan = member(mari.network, name="Jaan", email="jaan@example.ee")
    task = task_of(mari, world)
    before = task_link_of(task, "et")
    facts = TaskFacts(title="Kutse", owner=jaan, due_date=date(2099, 1, 1))

    changed = change_task(task=task, facts=facts, by=world.coordinator, now=NOW)

    assert Client().get(before).status_code == 404
    page = Client().get(task_link_of(changed, "et"))
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex")


def test_another_address_of_an_association_stops_its_links(world: World, now: datetime) -> None:
    of = make.association(world.rakvere)
    request = make.asked(of, world.coordinator, now)
    facts = replace(facts_of(of), email="uus@example.ee")

    edit_association(
        association=of, facts=facts, seen_revision=None, by=world.coordinator, now=now
    )  # fmt: skip

    request.refresh_from_db()
    assert request.closed_at == now


def test_an_association_that_changes_its_own_address_goes_on_by_its_link(
    world: World, now: datetime
) -> None:
    of = make.association(world.rakvere)
    request = make.asked(of, world.coordinator, now)

    confirm_by_link(request=request, facts=replace(facts_of(of), email="uus@example.ee"), now=now)

    request.refresh_from_db()
    assert (request.closed_at, request.answered_at) == (None, now)


def test_a_known_association_of_another_city_is_not_taken_over(world: World) -> None:
    theirs = organisation(
        "MTÜ Teise linna selts", kind=OrganisationKind.NGO, registry_code=make.code(42),
        municipality=world.tartu.municipality,
    )  # fmt: skip

    with pytest.raises(KnownElsewhere):
        organisation_of(
            make.code(42), theirs.name, None, keeper=world.rakvere, by=world.coordinator
        )  # fmt: skip
    administrator = user(is_administrator=True)
    taken = organisation_of(make.code(42), "x", None, keeper=world.rakvere, by=administrator)
    assert taken == theirs
