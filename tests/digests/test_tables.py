"""What must never be false, whoever writes; and what is kept about people and how long."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from loim.common.models import OutgoingMail
from loim.digests.actions.erasing import erase_subscriptions, erase_what_is_due
from loim.digests.models import Letter, Subscription
from loim.digests.queries.mine import export_subscriptions
from loim.people.personal_records import REGISTERED
from loim.people.retention import NOT_PERSONAL, PERSONAL_DATA
from tests import factories
from tests.conftest import NOW
from tests.factories.digests import subscription

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("subscription_goes_to_one_address", {"email": ""}),
        ("subscription_once_per_address", {"email": "LIIS@example.ee"}),
        ("subscription_begins_when_confirmed", {"begun_at": None}),
        ("subscription_begins_when_confirmed", {"confirmed_at": None, "begun_at": NOW}),
        ("subscription_rhythm_known", {"rhythm": "hourly"}),
        ("subscription_weekday_known", {"weekday": 7}),
    ],
)
def test_rules_of_a_subscription(rule: str, fields: dict[str, Any]) -> None:
    subscription(email="liis@example.ee")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        subscription(**fields)


def test_an_account_and_an_address_at_once_are_two_addresses() -> None:
    with pytest.raises(IntegrityError, match="subscription_goes_to"), transaction.atomic():
        subscription(user=factories.user(), email="liis@example.ee")


def test_a_letter_that_tells_nothing_is_none() -> None:
    with pytest.raises(IntegrityError, match="letter_tells_something"), transaction.atomic():
        Letter.objects.create(
            subscription=subscription(), period="2023-W40", written_at=NOW, items=0
        )


def test_what_was_never_confirmed_is_forgotten_after_a_week() -> None:
    old, kept = NOW - timedelta(days=7, seconds=1), NOW - timedelta(days=7)
    subscription(confirmed_at=None, asked_at=old)
    waiting = subscription(confirmed_at=None, asked_at=kept)
    confirmed = subscription(asked_at=old)

    assert erase_what_is_due(now=NOW)["unconfirmed"] == 1
    assert set(Subscription.objects.all()) == {waiting, confirmed}


def test_what_was_told_is_forgotten_after_sixty_days() -> None:
    mine = subscription()
    mine.told.create(item="news:1", told_at=NOW - timedelta(days=61))
    mine.told.create(item="news:2", told_at=NOW - timedelta(days=59))

    erase_what_is_due(now=NOW)

    assert [told.item for told in mine.told.all()] == ["news:2"]


def written(of: Subscription, day: int, trouble: str) -> None:
    at = NOW - timedelta(days=day)
    mail = OutgoingMail.objects.create(
        to=of.address, template="digest_letter", language="et", message_id=f"<{of.pk}.{day}@x>",
        queued_at=at, trouble=trouble, given_up_at=at if trouble else None,
        sent_at=None if trouble else at,
    )  # fmt: skip
    Letter.objects.create(subscription=of, period=f"{day}", written_at=at, items=1, mail=mail)


def test_a_mailbox_that_refused_the_last_three_letters_gets_no_more() -> None:
    gone, ill, back = subscription(), subscription(), subscription()
    for day in (3, 2, 1):
        written(gone, day, "550 no such mailbox")
        written(ill, day, "421 try again")
        written(back, day, "" if day == 1 else "550 no such mailbox")
    few = subscription()
    written(few, 1, "550 no such mailbox")

    assert erase_what_is_due(now=NOW)["unreachable"] == 1
    assert set(Subscription.objects.all()) == {ill, back, few}


def test_every_field_is_declared_or_says_nothing_about_anybody() -> None:
    for model in apps.get_app_config("digests").get_models():
        for field in model._meta.concrete_fields:
            name = f"{model._meta.label}.{field.name}"
            assert (name in PERSONAL_DATA) != (name in NOT_PERSONAL), name


def test_a_person_gets_and_erases_what_concerns_them_and_nobody_elses() -> None:
    person = factories.user("kai@example.ee")
    mine, theirs = subscription(email="Kai@example.ee", interests=["news"]), subscription()
    mine.told.create(item="news:1", told_at=NOW)

    [exported] = export_subscriptions(person)
    erase_subscriptions(person, NOW)

    assert exported["email"] == "Kai@example.ee"
    assert exported["interests"] == ["news"]
    assert exported["told"] == ["news:1"]
    assert list(Subscription.objects.all()) == [theirs]
    assert "digests" in REGISTERED
