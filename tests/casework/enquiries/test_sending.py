"""Texts in the language of whoever reads them; the address is kept nowhere."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from loim.casework.logic.enquiries.right_language import check_language
from loim.casework.models import Snippet
from loim.common.mail_delivery import deliver, erase_old_mail
from loim.common.models import OutgoingMail
from tests.casework.conftest import Desks
from tests.factories.casework import enquiry, snippet

FOUR = {
    "en": {"title": "Residence", "body": "Register within 14 days."},
    "ru": {"title": "Место жительства", "body": "Сообщите в течение 14 дней."},
    "uk": {"title": "Місце проживання", "body": "Повідомте протягом 14 днів."},
}


@pytest.fixture
def anu(client: Client, desks: Desks) -> Client:
    client.force_login(desks.anu)
    return client


def test_a_text_comes_in_the_language_of_the_enquiry(anu: Client, desks: Desks) -> None:
    text = snippet(desks.rakvere, desks.anu, translations=FOUR)
    asked = enquiry(desks.rakvere, desks.anu, language="uk")

    page = anu.get(reverse("enquiry-send"), {"enquiry": asked.pk, "snippet": text.pk})

    assert page.context["letter"].initial["body"] == "Повідомте протягом 14 днів."
    assert page.context["warnings"] == []


def test_a_text_in_the_wrong_language_is_warned_of_and_the_right_one_offered(
    anu: Client, desks: Desks
) -> None:
    text = snippet(desks.rakvere, desks.anu, translations={"en": FOUR["en"]})
    asked = enquiry(desks.rakvere, desks.anu, language="uk")
    address = f"/en{reverse('enquiry-send')}?enquiry={asked.pk}&snippet={text.pk}"

    missing = anu.get(address).context["warnings"]
    assert [one["offer"] for one in missing] == ["Leave it out"]
    assert "English" in missing[0]["text"]

    other = anu.get(f"{address}&language=en").context["warnings"]
    assert "language=uk" in other[0]["url"]

    refused = anu.post(address, {"body": "Teata elukohast", "to": "klient@example.ee"})
    assert refused.status_code == 200
    assert not OutgoingMail.objects.exists()
    agreed = {"body": "Teata elukohast", "to": "klient@example.ee", "in_another_language": "on"}
    assert anu.post(address, agreed).status_code == 302


def test_a_mail_goes_in_the_language_of_the_client_and_its_address_is_forgotten(
    anu: Client, desks: Desks
) -> None:
    text = snippet(desks.rakvere, desks.anu, translations=FOUR)
    address = f"{reverse('enquiry-send')}?language=en&snippet={text.pk}"

    anu.post(address, {"body": "Register. Code 60001019906", "to": "klient@example.ee"})

    queued = OutgoingMail.objects.get()
    assert queued.language == "en"
    deliver(mail_id=queued.pk, now=timezone.now())
    [letter] = outbox.outbox
    assert letter.to == ["klient@example.ee"]
    assert letter.subject == "Information that you asked Rakvere Linnavalitsus for"
    assert "60001019906" not in letter.body
    queued.refresh_from_db()
    assert queued.to == ""


def test_an_address_that_could_not_be_reached_is_forgotten_as_well(
    anu: Client, desks: Desks
) -> None:
    anu.post(reverse("enquiry-send"), {"body": "Tere", "to": "klient@example.ee"})

    erase_old_mail(now=timezone.now() + timedelta(days=4))

    assert OutgoingMail.objects.get().to == ""


def test_texts_are_kept_in_four_languages_and_hold_no_code(anu: Client, desks: Desks) -> None:
    given: dict[str, Any] = {
        "title": "ID-kaart", "body": "Kood 60001019906", "topic": "", "submission": str(uuid4()),
        "title_ru": "Карта", "body_ru": "Код 600 0101 9906",
    }  # fmt: skip
    for _time in range(2):
        anu.post(reverse("enquiry-snippet-new"), given)

    made = Snippet.objects.get()
    assert made.languages == ["et", "ru"]
    assert "6000101" not in made.body
    assert "0101" not in made.translations["ru"]["body"]


def test_a_withdrawn_text_is_not_offered(anu: Client, desks: Desks) -> None:
    text = snippet(desks.rakvere, desks.anu)
    anu.post(reverse("enquiry-snippet-withdraw", args=[text.pk]))

    assert anu.get(reverse("enquiry-send")).context["groups"] == []
    anu.post(reverse("enquiry-snippet-withdraw", args=[text.pk]))
    assert len(anu.get(reverse("enquiry-send")).context["groups"]) == 1


def test_of_an_unknown_language_any_choice_is_right() -> None:
    assert check_language(chosen="ru", spoken="other", written={1: ["ru"]}).is_right
    assert check_language(chosen="ru", spoken="", written={}).is_right
    wrong = check_language(chosen="et", spoken="ru", written={1: ["uk", "ru"]})
    assert (wrong.not_as_spoken, wrong.missing) == ("ru", {1: ("ru", "uk")})


@pytest.mark.parametrize("rows", [1, 3])
def test_the_texts_ask_the_same_however_many(
    anu: Client, desks: Desks, rows: int, django_assert_num_queries: Any
) -> None:
    for _one in range(rows):
        snippet(desks.rakvere, desks.anu)
    anu.get(reverse("enquiry-snippets"))

    with django_assert_num_queries(11):
        anu.get(reverse("enquiry-snippets"))
