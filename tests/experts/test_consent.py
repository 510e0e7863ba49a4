"""Listed by consent alone: given, renewed, lapsed, withdrawn, by page and by link."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from loim.experts.actions.consent import (
    SignInToConsent,
    WordsChanged,
    give_consent,
    renew_by_link,
    withdraw_consent,
)
from loim.experts.actions.reminding import remind_of_consent
from loim.experts.logic.consent import HOLDS_FOR, WORDS_VERSION
from loim.experts.models import Consent, Expert
from loim.experts.queries.own_link import consent_key
from loim.experts.queries.profile import standing
from tests.experts.addresses import en
from tests.factories import experts as make
from tests.mail import run_jobs

pytestmark = pytest.mark.django_db


def test_a_profile_is_listed_from_consent_on_and_not_before(now):
    described = make.draft(now=now)
    assert not Expert.objects.listed(now).exists()

    make.consent(described, now=now)

    assert Expert.objects.listed(now).get() == described
    consent = Consent.objects.get()
    assert (consent.words_version, consent.expires_at) == (WORDS_VERSION, now + HOLDS_FOR)


def test_consent_lapses_by_itself_and_nothing_is_lost(now):
    expert = make.expert(now=now)
    end = now + HOLDS_FOR

    assert Expert.objects.listed(end - timedelta(seconds=1)).exists()
    assert not Expert.objects.listed(end).exists()
    assert standing(expert, end) == "lapsed"
    make.consent(expert, now=end + timedelta(days=30))
    assert Expert.objects.listed(end + timedelta(days=31)).get().about == expert.about


def test_nobody_consents_or_withdraws_for_another(now):
    expert, other = make.expert(now=now), make.person()

    with pytest.raises(PermissionDenied):
        give_consent(expert=expert, words_version=WORDS_VERSION, language="et", by=other, now=now)
    with pytest.raises(PermissionDenied):
        withdraw_consent(expert=expert, by=other, now=now)
    assert Expert.objects.listed(now).exists()


def test_words_that_changed_meanwhile_are_read_again(now):
    expert = make.draft(now=now)

    with pytest.raises(WordsChanged):
        give_consent(
            expert=expert, words_version="2020-1", language="et", by=expert.person, now=now
        )


def test_renewal_ends_the_former_consent_and_keeps_it_as_evidence(now):
    expert = make.expert(now=now)
    later = now + timedelta(days=340)

    make.consent(expert, now=later)

    former, current = expert.consents.order_by("pk")
    assert (former.end, former.ended_at) == ("renewed", later)
    assert (current.end, current.expires_at) == ("", later + HOLDS_FOR)


def test_no_expert_has_two_consents_at_a_time(now):
    expert = make.expert(now=now)
    row = expert.consents.get()
    row.pk, row.uuid, row.key_hash = None, "12345678-1234-5678-1234-567812345678", "0" * 64

    with pytest.raises(IntegrityError, match="consent_once_at_a_time"), transaction.atomic():
        row.save(force_insert=True)


def test_letters_30_and_7_days_before_and_when_it_has_lapsed(now, mailbox):
    expert = make.expert(now=now)
    other = make.expert(now=now)
    withdraw_consent(expert=other, by=other.person, now=now)
    run_jobs()
    mailbox.messages.clear()
    days = [334, 335, 336, 358, 359, 365, 366]

    counts = [remind_of_consent(now=now + timedelta(days=day)) for day in days]

    run_jobs()
    assert [count["reminded"] for count in counts] == [0, 1, 0, 1, 0, 0, 0]
    assert [count["lapsed"] for count in counts] == [0, 0, 0, 0, 0, 1, 0]
    subjects = [message["Subject"] for message in mailbox.messages]
    assert {message["To"] for message in mailbox.messages} == {expert.person.email}
    assert subjects == [
        "In 30 days your page as an expert is not shown any more",
        "In 7 days your page as an expert is not shown any more",
        "Your page as an expert is not shown any more",
    ]
    link = consent_key(expert.consents.get())
    assert all(link in mailbox.text(message) for message in mailbox.messages)


def test_one_click_in_the_letter_renews_without_signing_in(client):
    started = timezone.now() - timedelta(days=350)
    expert = make.expert(now=started)
    page = en("expert-consent-own", consent_key(expert.consents.get()))

    opened = client.get(page)
    assert opened.status_code == 200
    assert expert.consents.count() == 1  # a mail program that opens links renews nothing
    response = client.post(page, {"step": "renew"}, follow=True)
    client.post(page, {"step": "renew"})  # a double click

    assert "You stay listed for another year" in response.content.decode()
    assert expert.consents.count() == 2
    assert expert.consents.get(ended_at=None).is_by_link
    assert expert.consents.get(ended_at=None).expires_at > timezone.now() + timedelta(days=364)
    assert response["X-Robots-Tag"] == "noindex"


def test_the_link_renews_what_has_lapsed_but_not_what_was_withdrawn(now):
    expert = make.expert(now=now)
    consent = expert.consents.get()
    later = now + timedelta(days=400)

    renew_by_link(consent=consent, now=later)
    assert Expert.objects.listed(later).exists()

    withdraw_consent(expert=expert, by=None, now=later)
    with pytest.raises(SignInToConsent):
        renew_by_link(consent=consent, now=later)
    assert not Expert.objects.listed(later).exists()


def test_whoever_has_the_link_can_withdraw_and_twice_is_once(client, now):
    expert = make.expert(now=timezone.now())
    page = en("expert-consent-own", consent_key(expert.consents.get()))

    client.post(page, {"step": "withdraw"})
    shown = client.post(page, {"step": "withdraw"}, follow=True).content.decode()

    assert expert.consents.get().end == "withdrawn"
    assert "Sign in to be listed again" in shown
    assert client.get(en("expert-consent-own", "falsch")).status_code == 404


def test_the_page_of_consent_needs_the_tick(client):
    expert = make.draft(now=timezone.now())
    client.force_login(expert.person)
    page = en("expert-consent")

    client.post(page, {"step": "give", "words_version": WORDS_VERSION})
    assert not expert.consents.exists()
    client.post(page, {"step": "give", "words_version": WORDS_VERSION, "agree": "1"})
    assert standing(expert, timezone.now()) == "listed"
    client.post(page, {"step": "withdraw"})
    assert standing(expert, timezone.now()) == "withdrawn"
    assert client.get(page).status_code == 200
