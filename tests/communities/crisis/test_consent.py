"""Who agrees to stand in a plan, and when they are asked anew."""

from datetime import date, timedelta

import pytest
from django.test import Client

from loim.common.models import OutgoingMail
from loim.communities.actions.crisis.contacts import (
    ContactFacts,
    add_contact,
    ask_contact,
    change_contact,
    confirm_by_link,
)
from loim.communities.actions.crisis.reminding import ask_unconfirmed
from loim.communities.contact_details import unsealed
from loim.communities.queries.crisis.own_link import own_address
from tests.communities.crisis.test_plan import published, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    from django.utils import translation

    with translation.override("en"):
        yield


def test_consent_by_letter_and_confirmation_once_a_year(village, now):
    facts = ContactFacts("Fred", ("5550006",), email="fred@example.ee", letter_language="en")
    fred = add_contact(plan=village.plan, facts=facts, by=village.keeper, now=now)
    ask_contact(contact=fred, by=village.keeper, now=now)
    assert OutgoingMail.objects.get().template == "crisis_consent"
    fred.refresh_from_db()
    confirm_by_link(contact=fred, facts=ContactFacts("Fred", ("5550007",), email="fred@example.ee"), now=now)  # fmt: skip
    fred.refresh_from_db()
    assert (fred.consent, fred.consent_date) == ("link", date(2023, 10, 2))
    assert unsealed(fred.sealed_details).phones == ("5550007",)

    assert ask_unconfirmed(now=now + timedelta(days=360)) == 0
    year = now + timedelta(days=366)
    assert ask_unconfirmed(now=year) == 1
    assert ask_unconfirmed(now=year + timedelta(days=1)) == 0  # not every night
    assert OutgoingMail.objects.filter(template="crisis_confirm", to="fred@example.ee").count() == 1
    assert any("has not been confirmed" in text or "not been confirmed" in text
               for text in texts(village, year))  # fmt: skip


def test_another_name_or_address_is_another_person_who_agrees_anew(village, now):
    published(village, now)
    anu = village.people["anu"]
    before = own_address(anu)
    facts = ContactFacts("Uus Inimene", ("5550 0009",), "Kooli 1", "uus@example.ee")

    change_contact(contact=anu, facts=facts, by=village.keeper)

    anu.refresh_from_db()
    assert (anu.consent, anu.consent_date, anu.confirmed_at) == ("", None, None)
    assert Client().get(before).status_code == 404
    assert Client().get(own_address(anu)).status_code == 200
    assert "Uus Inimene" not in str(read(published(village, now + timedelta(days=1))))


def test_a_corrected_number_asks_nobody_anew(village, now):
    anu = village.people["anu"]
    facts = ContactFacts(anu.name, ("5550 0099",), "Metsa tee 1", anu.email)

    change_contact(contact=anu, facts=facts, by=village.keeper)

    before = (anu.consent, anu.key_hash)
    anu.refresh_from_db()
    assert (anu.consent, anu.key_hash) == before
