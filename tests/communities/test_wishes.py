"""A page is opened by the municipality, or asked for by anybody and answered by it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from loim.common.models import OutgoingMail
from loim.communities.actions.erasing import erase_what_is_due
from loim.communities.actions.opening import CommunityFacts, Leader, open_community
from loim.communities.actions.wishes import (
    ConfirmFirst,
    DecidedAlready,
    ReasonMissing,
    Wished,
    accept_wish,
    confirm_wish,
    decline_wish,
    send_wish,
)
from loim.communities.models import Community, PageWish
from loim.communities.permissions import may_keep
from loim.communities.queries.own_link import wish_key
from loim.communities.queries.wishes import deciders_of, wishes_to_decide
from loim.people.actions.organisations import LooksFamiliar, NameTaken
from loim.people.models import Invitation, Municipality, Role, User
from tests.communities.addresses import en
from tests.communities.conftest import Village
from tests.factories import communities as make
from tests.factories import municipality, user

pytestmark = pytest.mark.django_db
NOW = make.AT


def opened(village: Village, by: User, **more) -> Community:
    return open_community(
        facts=CommunityFacts(more.pop("name", "Saba kogukond"), "village", people=120),
        municipality=village.government.municipality, leader=Leader("juht@example.ee", "Ott Oja"),
        submission=more.pop("submission", uuid4()), by=by, now=NOW, **more,
    )  # fmt: skip


def wish(where: Municipality, by: User | None = None, **more) -> PageWish:
    return send_wish(
        wished=Wished(more.pop("name", "Saba kogukond"), "village", where),
        asker_name="Ott Oja", asker_email="ott@example.ee", language="en",
        submission=more.pop("submission", uuid4()), by=by, now=NOW,
    )  # fmt: skip


def test_a_coordinator_opens_a_page_and_its_leader_is_invited_to_keep_it(village: Village) -> None:
    made = opened(village, village.official)

    invitation = Invitation.objects.get(organisation=made.organisation)
    assert (invitation.email, invitation.role) == ("juht@example.ee", Role.COORDINATOR)
    assert OutgoingMail.objects.filter(to="juht@example.ee", template="invitation").count() == 1
    assert made.organisation.kind == "community"
    assert made.organisation.municipality == village.government.municipality
    assert (made.subject.kind, made.subject.likeness) == ("community", "village, 51 to 200")
    assert not may_keep(village.official, made)


def test_the_same_form_twice_opens_one_page(village: Village) -> None:
    token = uuid4()

    one = opened(village, village.official, submission=token)
    other = opened(village, village.official, submission=token)

    assert one == other
    assert Invitation.objects.filter(organisation=one.organisation).count() == 1


def test_only_coordinators_of_that_municipality_open_a_page(village: Village) -> None:
    for person in (village.leader, village.villager, village.stranger):
        with pytest.raises(PermissionDenied):
            opened(village, person)
    with pytest.raises(PermissionDenied):
        open_community(
            facts=CommunityFacts("Mujal", "village"), municipality=municipality("Muu vald"),
            leader=None, submission=uuid4(), by=village.official, now=NOW,
        )  # fmt: skip


def test_a_name_that_is_taken_or_much_like_another_is_told(village: Village) -> None:
    with pytest.raises(NameTaken):
        opened(village, village.official, name="Kuusiku KÜLA", is_certainly_new=True)
    with pytest.raises(LooksFamiliar):
        opened(village, village.official, name="Kuusiku küla.")


def test_a_wish_waits_for_the_municipality_only_once_its_address_is_confirmed(
    village: Village,
) -> None:
    where = village.government.municipality
    asked = wish(where)

    assert list(wishes_to_decide(village.official, NOW)) == []
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["ott@example.ee"]
    confirm_wish(wish=asked, now=NOW)
    confirm_wish(wish=asked, now=NOW)
    assert list(wishes_to_decide(village.official, NOW)) == [asked]
    assert list(wishes_to_decide(village.leader, NOW)) == []
    letters = OutgoingMail.objects.filter(template="communities_wish_waits")
    assert list(letters.values_list("to", flat=True)) == ["ametnik@example.ee"]


def test_where_nobody_coordinates_administrators_answer(village: Village) -> None:
    administrator = user("haldur@example.ee", is_administrator=True)
    orphan = wish(municipality("Üksik vald"), by=village.villager)
    wish(village.government.municipality, by=village.villager)

    assert deciders_of(orphan, NOW) == [administrator]
    assert list(wishes_to_decide(administrator, NOW)) == [orphan]


def test_an_accepted_wish_becomes_a_page_and_an_invitation_once(village: Village) -> None:
    asked = wish(village.government.municipality, by=village.villager)

    made = accept_wish(wish=asked, by=village.official, now=NOW)

    assert made.organisation.name == "Saba kogukond"
    assert Invitation.objects.get(organisation=made.organisation).email == village.villager.email
    with pytest.raises(DecidedAlready):
        accept_wish(wish=asked, by=village.official, now=NOW)
    with pytest.raises(DecidedAlready):
        decline_wish(wish=asked, reason="Hilja", by=village.official, now=NOW)


def test_a_declined_wish_tells_why(village: Village) -> None:
    asked = wish(village.government.municipality, by=village.villager)
    with pytest.raises(ReasonMissing):
        decline_wish(wish=asked, reason=" ", by=village.official, now=NOW)
    with pytest.raises(PermissionDenied):
        decline_wish(wish=asked, reason="Ei", by=village.leader, now=NOW)

    decline_wish(wish=asked, reason="Küsige Kuusiku külalt.", by=village.official, now=NOW)

    page = Client().get(en("community-wish-own", wish_key(asked)))
    assert "Küsige Kuusiku külalt." in page.content.decode()


def test_nobodys_letter_box_is_filled(village: Village) -> None:
    for number in range(5):
        wish(village.government.municipality, name=f"Küla {number}")
    with pytest.raises(ConfirmFirst):
        wish(village.government.municipality)


def test_the_form_asks_and_keeps_what_was_typed(village: Village) -> None:
    client = Client()
    where = village.government.municipality
    assert where is not None
    typed = {"name": "Saba", "kind": "village", "municipality": where.pk, "asker_name": "Ott",
             "asker_email": "ei ole", "submission": uuid4()}  # fmt: skip

    refused = client.post(en("community-wish"), typed)
    assert refused.status_code == 422
    assert "Saba" in refused.content.decode()
    assert PageWish.objects.count() == 0

    trapped = client.post(en("community-wish"), {**typed, "leave_empty": "x"})
    assert (trapped.status_code, PageWish.objects.count()) == (302, 0)

    for _again in range(2):
        client.post(en("community-wish"), {**typed, "asker_email": "ott@example.ee"})
    made = PageWish.objects.get()
    key = wish_key(made)
    assert "Did you write this?" in client.get(en("community-wish-own", key)).content.decode()
    client.post(en("community-wish-own", key))
    made.refresh_from_db()
    assert made.state == "waiting"
    coordinator = Client()
    coordinator.force_login(village.official)
    assert "Saba" in coordinator.get(en("community-wishes")).content.decode()
    assert "asks for a page" in coordinator.get(en("my-work")).content.decode()
    answered = coordinator.post(en("community-wish-decide", made.pk), {"step": "accept"})
    assert answered.status_code == 302
    assert Community.objects.filter(organisation__name="Saba").exists()


def test_what_is_not_confirmed_or_long_decided_is_forgotten(village: Village) -> None:
    kept = wish(village.government.municipality, by=village.villager)
    wish(village.government.municipality, name="Teine")

    assert erase_what_is_due(now=NOW + timedelta(days=31))["wishes"] == 1
    assert list(PageWish.objects.all()) == [kept]
    decline_wish(wish=kept, reason="Ei", by=village.official, now=NOW)
    assert erase_what_is_due(now=NOW + timedelta(days=364))["wishes"] == 0
    assert erase_what_is_due(now=NOW + timedelta(days=366))["wishes"] == 1
