"""People of a community, and whom one can turn to: named by their own word alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from loim.common.models import OutgoingMail
from loim.communities.actions.contacts import (
    ContactFacts,
    ContactThere,
    add_contact,
    agree_as_contact,
    withdraw_as_contact,
)
from loim.communities.actions.erasing import erase_account, erase_what_is_due
from loim.communities.actions.keeping import WhatHappensNow, change_state
from loim.communities.actions.people import LastKeeper, RoleNotOffered, end_role, invite_person
from loim.communities.models import AssetPerson, Community, Contact
from loim.communities.queries.own_link import contact_key
from loim.communities.queries.people import exported, waiting_for_their_word
from loim.people.models import Invitation, Membership, Role
from tests.communities.addresses import en
from tests.communities.conftest import Village
from tests.factories import communities as make
from tests.factories import user

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def named(village: Village, email: str = "mari@example.ee", **more) -> Contact:
    return add_contact(
        community=village.community, submission=more.pop("submission", uuid4()),
        facts=ContactFacts("Mari Maasikas", email, "seltsimaja võtmed", "5550 0000", "en"),
        by=more.pop("by", village.leader), now=NOW,
    )  # fmt: skip


def public_page(village: Village) -> str:
    return Client().get(en("community", village.community.pk)).content.decode()


def test_a_contact_is_shown_by_their_own_consent_and_gone_when_they_withdraw(
    village: Village,
) -> None:
    contact = named(village)
    assert "Mari" not in public_page(village)
    assert OutgoingMail.objects.get().to == "mari@example.ee"
    own = en("community-contact-own", contact_key(contact))
    client = Client()
    assert "asked to be a contact" in client.get(own).content.decode()

    refused = client.post(own, {"shows_phone": "on"})
    assert refused.status_code == 422
    client.post(own, {"tasks": "võtmed", "phone": "5550 0000", "shows_phone": "on"})

    page = public_page(village)
    assert "Mari Maasikas" in page
    assert "5550 0000" in page
    assert "mari@example.ee" not in page
    gone = client.post(own, {"step": "withdraw"})
    assert "Mari" not in gone.content.decode()
    assert "Mari" not in public_page(village)
    assert client.get(own).status_code == 404


def test_nobody_is_asked_twice_and_only_keepers_ask(village: Village) -> None:
    token = uuid4()
    one = named(village, submission=token)
    assert named(village, submission=token) == one
    with pytest.raises(ContactThere):
        named(village, "MARI@example.ee")
    for person in (village.villager, village.official, village.stranger):
        with pytest.raises(PermissionDenied):
            named(village, "teine@example.ee", by=person)
    assert OutgoingMail.objects.count() == 1


def test_with_an_account_one_finds_where_one_is_named(village: Village) -> None:
    mari = user("mari@example.ee")
    contact = named(village)
    client = Client()
    client.force_login(mari)

    assert waiting_for_their_word(mari) == 1
    assert "whether it may name you" in client.get(en("my-work")).content.decode()
    assert contact_key(contact) in client.get(en("communities-named")).content.decode()
    assert exported(mari) == [
        {"community": "Kuusiku küla", "as": "seltsimaja võtmed", "agreed": False}
    ]


def test_an_erased_account_leaves_no_name(village: Village) -> None:
    mari = user("mari@example.ee")
    contact = named(village)
    agree_as_contact(contact=contact, shows_email=True, shows_phone=False, tasks="", phone="",
                     now=NOW)  # fmt: skip
    make.asset_person(make.asset(village.community), "Mari", email="mari@example.ee")

    erase_account(mari, NOW)
    erase_account(village.leader, NOW)

    assert not Contact.objects.exists()
    assert not AssetPerson.objects.exists()
    history = apps.get_model("communities", "ContactHistory").objects
    assert not history.filter(asked_by=village.leader).exists()


def test_names_are_forgotten_when_it_is_due(village: Village) -> None:
    named(village)
    agreed = named(village, "jyri@example.ee")
    agree_as_contact(contact=agreed, shows_email=True, shows_phone=False, tasks="", phone="",
                     now=NOW)  # fmt: skip

    assert erase_what_is_due(now=NOW + timedelta(days=29))["contacts"] == 0
    assert erase_what_is_due(now=NOW + timedelta(days=31))["contacts"] == 1
    change_state(community=village.community, state="ended", words="Kolisime ära.",
                 since=timezone.localdate(NOW), by=village.leader, now=NOW)  # fmt: skip
    assert erase_what_is_due(now=NOW + timedelta(days=364))["contacts"] == 0
    assert erase_what_is_due(now=NOW + timedelta(days=367))["contacts"] == 1


def test_a_community_that_ended_says_what_happens_and_names_nobody(village: Village) -> None:
    contact = named(village)
    agree_as_contact(contact=contact, shows_email=True, shows_phone=False, tasks="", phone="",
                     now=NOW)  # fmt: skip
    with pytest.raises(WhatHappensNow):
        change_state(community=village.community, state="ended", words=" ",
                     since=NOW.date(), by=village.leader, now=NOW)  # fmt: skip
    with pytest.raises(PermissionDenied):
        change_state(community=village.community, state="ended", words="Läbi.",
                     since=NOW.date(), by=village.villager, now=NOW)  # fmt: skip
    client = Client()
    client.force_login(village.leader)
    address = en("community-state", village.community.pk)
    assert client.post(address, {"state": "ended"}).status_code == 422

    client.post(address, {"state": "ended", "state_text": "Asjad on raamatukogus."})

    page = public_page(village)
    assert "This community has ended." in page
    assert "Asjad on raamatukogus." in page
    assert "Mari" not in page
    client.post(address, {"state": "active"})
    assert "Asjad on raamatukogus." not in public_page(village)
    assert Community.objects.get(pk=village.community.pk).state_since is None


def test_keepers_invite_and_end_roles_but_never_the_last_keeper(village: Village) -> None:
    invite_person(community=village.community, email="uus@example.ee", name="Uus", role=Role.MEMBER,
                  language="et", by=village.leader, now=NOW)  # fmt: skip
    assert Invitation.objects.get().email == "uus@example.ee"
    with pytest.raises(RoleNotOffered):
        invite_person(community=village.community, email="uus@example.ee", name="",
                      role=Role.COUNSELLOR, language="et", by=village.leader, now=NOW)  # fmt: skip
    with pytest.raises(PermissionDenied):
        invite_person(community=village.community, email="x@example.ee", name="", role=Role.MEMBER,
                      language="et", by=village.official, now=NOW)  # fmt: skip
    theirs = Membership.objects.get(user=village.leader)
    with pytest.raises(LastKeeper):
        end_role(community=village.community, membership=theirs, last_day=NOW.date(),
                 by=village.leader, now=NOW)  # fmt: skip
    other = Membership.objects.get(user=village.villager)
    end_role(community=village.community, membership=other, last_day=NOW.date(),
             by=village.leader, now=NOW)  # fmt: skip
    other.refresh_from_db()
    assert other.end_date == NOW.date()
    with pytest.raises(PermissionDenied):
        end_role(community=village.community, membership=Membership.objects.get(
            user=village.stranger), last_day=NOW.date(), by=village.leader, now=NOW)  # fmt: skip


def test_where_nobody_keeps_it_the_municipality_invites_the_first(village: Village) -> None:
    client = Client()
    client.force_login(village.official)
    address = en("community-people", village.community.pk)
    assert client.get(address).status_code == 403
    Membership.objects.filter(user=village.leader).update(end_date=NOW.date() - timedelta(days=1))

    page = client.get(address).content.decode()
    assert "Invite whoever leads it" in page
    assert village.villager.email not in page
    client.post(address, {"step": "invite", "email": "uus@example.ee", "role": "coordinator",
                          "language": "et"})  # fmt: skip
    assert Invitation.objects.get().role == Role.COORDINATOR


def test_withdrawing_twice_does_no_harm(village: Village) -> None:
    contact = named(village)
    withdraw_as_contact(contact=contact, now=NOW)
    withdraw_as_contact(contact=contact, now=NOW)
    assert not Contact.objects.exists()
