"""Letters for somebody without an account: asked for, proved by a link, changed."""

from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from loim.common.models import OutgoingMail
from loim.digests.actions.subscribing import (
    Wishes,
    ask_for_letters,
    have_letters,
)
from loim.digests.models import Subscription
from tests import factories
from tests.conftest import NOW
from tests.factories.digests import own_key, subscription
from tests.mail import Mailbox, run_jobs

pytestmark = pytest.mark.django_db
ADDRESS = "liis@example.ee"


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "sources": ["news", "events"], "rhythm": "weekly", "weekday": "3", "language": "en",
        "county": "", "email": ADDRESS, "submission": str(uuid4()), **changes,
    }  # fmt: skip


def link_in(text: str) -> str:
    [line] = [line for line in text.splitlines() if "/digest/own/" in line]
    return line.removeprefix(settings.BASE_URL)


def test_from_the_form_to_the_confirmed_address_by_a_real_mail_server(
    client: Client, mailbox: Mailbox
) -> None:
    tartu = factories.county("Tartu maakond", "0079")
    answer = client.post("/en/digest/", sent(county="0079"))
    run_jobs()

    assert (answer.status_code, answer["Location"]) == (302, "/en/digest/asked/")
    [letter] = mailbox.to(ADDRESS)
    assert letter["Subject"] == "Please confirm that you want letters from Lõim"
    link = link_in(mailbox.text(letter))
    shown = client.get(link).content.decode()
    assert "once a week (Thursday)" in shown
    assert not Subscription.objects.get().is_confirmed  # opening it is not confirming

    client.post(link, {"step": "confirm"})

    made = Subscription.objects.get()
    assert made.confirmed_at == made.begun_at is not None
    assert (made.email, made.county, made.weekday) == (ADDRESS, tartu, 3)
    assert made.interests == ["events", "news"]


def test_all_sources_ticked_is_everything_also_what_is_added_later(client: Client) -> None:
    everything = ["news", "events", "library", "calls", "ideas", "bodies"]
    client.post("/en/digest/", sent(sources=everything))

    assert Subscription.objects.get().interests == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "liis at example"}, "Enter a valid email address."),
        ({"email": ""}, "This field is required."),
        ({"sources": []}, "Tick at least one."),
        ({"sources": ["secrets"]}, "Select a valid choice"),
        ({"county": "9999"}, "Select a valid choice"),
        ({"rhythm": "hourly"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, Any], said: str
) -> None:
    answer = client.post("/en/digest/", sent(**changes))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert '<option value="3" selected>' in page
    assert not Subscription.objects.exists()


def test_a_program_that_fills_every_field_is_told_the_same_and_nothing_is_kept(
    client: Client,
) -> None:
    answer = client.post("/en/digest/", sent(leave_empty="http://spam.example"))

    assert answer["Location"] == "/en/digest/asked/"
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_too_many_from_one_network_wait(client: Client, settings: Any) -> None:
    settings.SUBSCRIPTIONS_PER_ADDRESS = 1
    client.post("/en/digest/", sent())

    answer = client.post("/en/digest/", sent(email="teine@example.ee"))

    assert answer.status_code == 429
    assert "teine@example.ee" in answer.content.decode()
    assert Subscription.objects.count() == 1


def test_nobody_fills_anothers_letter_box(client: Client) -> None:
    for _ in range(3):
        client.post("/en/digest/", sent())

    answer = client.post("/en/digest/", sent())

    assert answer.status_code == 422
    assert "several times today" in answer.content.decode()
    assert OutgoingMail.objects.count() == 3


def test_the_same_form_sent_twice_makes_one_and_one_letter(client: Client) -> None:
    form = sent()
    client.post("/en/digest/", form)
    client.post("/en/digest/", form)

    assert Subscription.objects.count() == OutgoingMail.objects.count() == 1


def test_who_has_letters_is_told_by_letter_alone_and_a_stranger_changes_nothing(
    client: Client, mailbox: Mailbox
) -> None:
    subscription(email="Liis@Example.ee", interests=["news"])

    answer = client.post("/en/digest/", sent(sources=["library"]))
    run_jobs()

    assert answer["Location"] == "/en/digest/asked/"
    assert Subscription.objects.get().interests == ["news"]
    [letter] = mailbox.messages
    assert letter["Subject"] == "You get letters from Lõim already"
    assert link_in(mailbox.text(letter)) == f"/en/digest/own/{own_key(Subscription.objects.get())}/"


def test_an_account_with_letters_is_known_by_its_address_too(client: Client) -> None:
    person = factories.user(ADDRESS)
    subscription(user=person)

    client.post("/en/digest/", sent())

    assert Subscription.objects.count() == 1
    assert OutgoingMail.objects.get().template == "digest_known"


def test_by_the_own_link_wishes_are_changed(client: Client) -> None:
    mine = subscription(interests=["news"])
    own = f"/en/digest/own/{own_key(mine)}/"
    form = {"step": "change", "sources": ["library"], "rhythm": "at_once", "language": "ru"}

    assert client.post(own, form).status_code == 302

    mine.refresh_from_db()
    assert (mine.interests, mine.rhythm, mine.language) == (["library"], "at_once", "ru")
    assert mine.begun_at > NOW  # from now on in this rhythm


def test_a_change_of_interests_alone_leaves_the_rhythm_as_it_was(client: Client) -> None:
    mine = subscription(weekday=2)
    before = mine.begun_at
    form = {"step": "change", "sources": ["news"], "rhythm": "weekly", "weekday": "2",
            "language": "en"}  # fmt: skip

    client.post(f"/en/digest/own/{own_key(mine)}/", form)

    mine.refresh_from_db()
    assert mine.begun_at == before


def test_a_link_that_opens_nothing_says_so_and_no_page_is_kept(client: Client) -> None:
    answer = client.get(f"/en/digest/own/{'x' * 32}/")
    own = client.get(f"/en/digest/own/{own_key(subscription())}/")

    assert answer.status_code == 404
    assert "This link opens nothing" in answer.content.decode()
    assert "no-store" in own["Cache-Control"]
    assert own["X-Robots-Tag"] == "noindex"


class TestSignedIn:
    def test_letters_come_to_the_accounts_address_at_once(self, client: Client) -> None:
        person = factories.user("kai@example.ee")
        client.force_login(person)
        form = sent()
        del form["email"], form["submission"]

        client.post("/en/digest/", form)

        made = Subscription.objects.get()
        assert (made.user, made.email, made.address) == (person, "", "kai@example.ee")
        assert made.is_confirmed
        assert not OutgoingMail.objects.exists()
        assert "You get letters at kai@example.ee." in client.get("/en/digest/").content.decode()

    def test_what_came_to_the_address_before_goes_on_and_is_one(self, client: Client) -> None:
        before = subscription(email="KAI@example.ee")
        before.told.create(item="news:1", told_at=NOW)
        person = factories.user("kai@example.ee")

        have_letters(wishes=Wishes("en"), by=person, now=NOW)

        made = Subscription.objects.get()
        assert (made.pk, made.user, made.email) == (before.pk, person, "")
        assert [told.item for told in made.told.all()] == ["news:1"]

    def test_another_person_sees_and_stops_only_their_own(self, client: Client) -> None:
        theirs = subscription(email="tema@example.ee")
        client.force_login(factories.user("kai@example.ee"))

        page = client.get("/en/digest/").content.decode()
        client.post("/en/digest/", {"step": "stop"})

        assert "tema@example.ee" not in page
        assert Subscription.objects.filter(pk=theirs.pk).exists()

    def test_stopping_forgets(self, client: Client) -> None:
        person = factories.user("kai@example.ee")
        subscription(user=person)
        client.force_login(person)

        client.post("/en/digest/", {"step": "stop"})

        assert not Subscription.objects.exists()


def test_an_unconfirmed_one_that_is_asked_for_again_takes_the_new_wishes() -> None:
    for interests in (["news"], ["library"]):
        ask_for_letters(email=ADDRESS, wishes=Wishes("en", interests), submission=uuid4(), now=NOW)

    made = Subscription.objects.get()
    assert made.interests == ["library"]
    assert made.asked_at == NOW
