"""A referral from consent to outcome: what the recipient sees, when, and when no longer."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from django.test import Client as Browser

from loim.casework import vault
from loim.casework.actions.referrals.answering import ReasonMissing, answer_referral
from loim.casework.actions.referrals.writing import (
    ConsentMissing,
    NothingToPassOn,
    ReferralFacts,
    ReferralStepNotPossible,
    SentAlready,
    change_referral,
    send_referral,
    withdraw,
    withdraw_all_of,
)
from loim.casework.forgetting import forget
from loim.casework.gate import opened_by_link, opened_for
from loim.casework.models import Client, Referral, ReferralLink, ReferralOrigin
from loim.casework.queries.referrals.statistics import referral_statistics
from loim.casework.tasks.referrals import escalate_hourly
from loim.common.models import OutgoingMail
from loim.people.models import User
from tests.casework.conftest import Desks
from tests.clock import freeze_time
from tests.factories import appointments as make
from tests.factories.casework import client
from tests.factories.services import topic
from tests.mail import Mailbox, run_jobs


def known(desks: Desks) -> Client:
    return make.contact(client(desks.rakvere, name="Olena Kravets"), "olena@example.ee")


def to_tartu(desks: Desks, now: datetime) -> Referral:
    of = known(desks)
    return make.referral(of, make.recipient(desks.rakvere, counsels=desks.tartu), desks.anu, now)


def outside(desks: Desks, now: datetime, **fields: object) -> Referral:
    return make.referral(known(desks), make.recipient(desks.rakvere, **fields), desks.anu, now)


def send(referral: Referral, by: User, now: datetime) -> Referral:
    return send_referral(referral=referral, consent_given="spoken", by=by, now=now)


def state(referral: Referral) -> str:
    return Referral.objects.values_list("state", flat=True).get(pk=referral.pk)


def read(browser: Browser, path: str) -> tuple[int, bool, str]:
    """Status, whether the client's name is shown, the text."""
    page = browser.get(path)
    return page.status_code, "Olena Kravets" in page.text, page.text


def link_in(mailbox: Mailbox, to: str) -> str:
    text = mailbox.text(mailbox.to(to)[-1])
    found = re.search(r"/counselling/referred/\S+", text)
    assert found
    return f"/en{found.group()}"


def test_the_other_organisation_sees_a_copy_of_what_was_ticked_once_it_is_sent(
    desks: Desks, now: datetime
) -> None:
    referral = to_tartu(desks, now)
    with opened_for(desks.olev, now=now):
        assert not Referral.objects.exists()
    send(referral, desks.anu, now)

    with opened_for(desks.olev, now=now):
        seen = Referral.objects.get()
        assert not Client.objects.exists()
        assert not ReferralOrigin.objects.exists()
        passed = vault.unseal(seen.sealed_passed_on)
    assert passed == (
        '{"name": "Olena Kravets", "contact": "olena@example.ee",'
        ' "need": "Otsib tööd ja keeleõpet."}'
    )
    # What is changed of the client later is not passed on.
    Client.objects.update(sealed_name=vault.seal("Uus Nimi"))
    browser = Browser()
    browser.force_login(desks.olev)
    assert read(browser, f"/en/counselling/referrals/{referral.uuid}/")[:2] == (200, True)
    assert state(referral) == "opened"


def test_the_recipient_answers_and_changes_nothing_else(desks: Desks, now: datetime) -> None:
    referral = send(to_tartu(desks, now), desks.anu, now)
    with pytest.raises(ReasonMissing):
        answer_referral(referral=referral, step="decline", text=" ", by=desks.olev, now=now)
    with pytest.raises(PermissionDenied):
        answer_referral(referral=referral, step="accept", text="", by=desks.anu, now=now)

    with opened_for(desks.olev, now=now):
        answer_referral(referral=referral, step="accept", text="Tule", by=desks.olev, now=now)
        answer_referral(referral=referral, step="finish", text="Kursusel", by=desks.olev, now=now)
    assert state(referral) == "done"
    for changes in (
        {"sealed_passed_on": "x"},
        {"organisation": desks.tartu},
        {"state": "withdrawn"},
        {"counsellor": desks.olev},
    ):
        with (
            pytest.raises(ProgrammingError, match=r"answers it and changes nothing else|row-level"),
            opened_for(desks.olev, now=now),
        ):
            Referral.objects.filter(pk=referral.pk).update(**changes)


def test_without_consent_or_anything_to_pass_on_nothing_is_sent(
    desks: Desks, now: datetime
) -> None:
    referral = to_tartu(desks, now)
    with pytest.raises(ConsentMissing):
        send_referral(referral=referral, consent_given="", by=desks.anu, now=now)
    with pytest.raises(PermissionDenied):
        send(referral, desks.olev, now)
    with pytest.raises(IntegrityError, match="sent_with_consent"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(state="sent")
    with pytest.raises(IntegrityError, match="held_by_right"), transaction.atomic():
        Referral.objects.filter(pk=referral.pk).update(sealed_passed_on="x")
    ReferralOrigin.objects.update(ticked=["code"])
    with pytest.raises(NothingToPassOn):
        send(referral, desks.anu, now)
    ReferralOrigin.objects.update(ticked=["name"])

    send(referral, desks.anu, now)
    origin = ReferralOrigin.objects.get()
    assert (origin.consent_language, desks.tartu.name in origin.consent_text) == ("ru", True)
    facts = ReferralFacts(origin.client, origin.recipient, referral.topic, ["code"], "")
    with pytest.raises(SentAlready):
        change_referral(referral=referral, facts=facts, by=desks.anu)


def test_a_recipient_without_an_account_opens_the_page_once_by_a_button(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    referral = outside(desks, now)
    with freeze_time(now):
        send(referral, desks.anu, now)
        run_jobs()
        [letter] = mailbox.to("abi@example.ee")
        assert "Olena" not in letter.as_string() + mailbox.text(letter)
        path = link_in(mailbox, "abi@example.ee")
        assert path.split("/")[-2] not in str(list(ReferralLink.objects.values()))

        # A scanner of mails opens it, twice, and uses nothing up.
        scanner, browser, thief = Browser(), Browser(), Browser()
        for _time in range(2):
            assert read(scanner, path)[:2] == (200, False)
        assert state(referral) == "sent"
        browser.post(path, {"step": "open"})
        status, is_named, _text = read(browser, path)
        assert (status, is_named, state(referral)) == (200, True, "opened")
        response = browser.get(path)
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "same-origin"

        # Whoever has the link alone gets no further, and a new one goes to the same address.
        for step in ("open", "accept"):
            thief.post(path, {"step": step})
        assert (read(thief, path)[1], state(referral)) == (False, "opened")
        thief.post(path, {"step": "renew"})
        run_jobs()
        run_jobs()
        newer = link_in(mailbox, "abi@example.ee")
        assert newer != path
        assert read(browser, path)[1] is False
        browser.post(newer, {"step": "open"})

        browser.post(newer, {"step": "decline"})
        assert state(referral) == "opened"  # no reason
        browser.post(newer, {"step": "accept", "text": "Ootame esmaspäeval"})
        browser.post(newer, {"step": "finish", "text": "Leidis töö"})
    referral.refresh_from_db()
    assert (referral.state, vault.unseal(referral.sealed_outcome)) == ("done", "Leidis töö")
    assert ReferralLink.objects.order_by("pk")[0].times_seen >= 1


def test_a_link_opens_its_own_referral_until_it_expires(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    referral = outside(desks, now)
    other = to_tartu(desks, now)
    with freeze_time(now):
        send(referral, desks.anu, now)
        send(other, desks.anu, now)
        run_jobs()
        path = link_in(mailbox, "abi@example.ee")
    with opened_by_link(ReferralLink.objects.get().key_hash, now=now):
        assert [each.pk for each in Referral.objects.all()] == [referral.pk]
        assert not ReferralOrigin.objects.exists()
    with freeze_time(now + timedelta(days=15)):
        browser = Browser()
        browser.post(path, {"step": "open"})
        assert read(browser, path)[1] is False
    assert Browser().get("/en/counselling/referred/nobody/").status_code == 404


def test_consent_withdrawn_in_the_middle_shuts_the_page_at_once(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    referral = outside(desks, now)
    browser = Browser()
    with freeze_time(now):
        send(referral, desks.anu, now)
        run_jobs()
        path = link_in(mailbox, "abi@example.ee")
        browser.post(path, {"step": "open"})
        assert read(browser, path)[1] is True

        assert withdraw_all_of(client=Client.objects.get(), by=desks.anu, now=now) == 1
        status, is_named, text = read(browser, path)
        assert (status, is_named, "was withdrawn" in text) == (200, False, True)
        browser.post(path, {"step": "accept"})
        run_jobs()
    referral.refresh_from_db()
    assert (referral.state, referral.sealed_passed_on) == ("withdrawn", "")
    assert ReferralOrigin.objects.get().consent_withdrawn_at == now
    assert "withdrawn" in mailbox.to("abi@example.ee")[-1]["Subject"]
    with pytest.raises(ReferralStepNotPossible):
        withdraw(referral=referral, by=desks.anu, now=now)


def test_an_erased_client_leaves_nothing_in_a_referral(desks: Desks, now: datetime) -> None:
    referral = send(to_tartu(desks, now), desks.anu, now)

    forget(Client.objects.all())

    referral.refresh_from_db()
    assert (referral.state, referral.sealed_passed_on) == ("withdrawn", "")


def test_an_unanswered_one_goes_to_the_counsellor_and_then_to_a_second_contact_each_once(
    desks: Desks, now: datetime, mailbox: Mailbox
) -> None:
    referral = outside(desks, now, second_email="teine@example.ee")
    send(referral, desks.anu, now)
    OutgoingMail.objects.all().delete()

    def letters_at(days: float) -> list[tuple[str, str]]:
        for _again in range(2):
            with freeze_time(now + timedelta(days=days)):
                escalate_hourly(0)
        return list(OutgoingMail.objects.order_by("pk").values_list("to", "template"))

    first, second = (desks.anu.email, "referral_unanswered"), ("teine@example.ee", "referral_link")
    # Sent on a Monday: five working days are over on the next Monday's night.
    assert letters_at(7) == []
    assert letters_at(7.6) == [first]
    assert state(referral) == "escalated"
    assert letters_at(9.6) == [first, second]
    assert letters_at(20) == [first, second]
    # The second contact answers by a link of their own.
    with freeze_time(now + timedelta(days=9.6)):
        run_jobs()
        path, browser = link_in(mailbox, "teine@example.ee"), Browser()
        browser.post(path, {"step": "open"})
        browser.post(path, {"step": "accept"})
    assert state(referral) == "accepted"


def test_statistics_hide_small_numbers(desks: Desks, now: datetime) -> None:
    of = known(desks)
    about = topic()
    ngo, tartu = make.recipient(desks.rakvere), make.recipient(desks.rakvere, counsels=desks.tartu)
    for to, number in ((ngo, 7), (tartu, 6)):
        for place in range(number):
            sent = send(make.referral(of, to, desks.anu, now, topic=about), desks.anu, now)
            accepts = place < 6
            Referral.objects.filter(pk=sent.pk).update(
                answered_at=now + timedelta(days=2), state="accepted" if accepts else "declined",
                sealed_passed_on="",
            )  # fmt: skip
    window = (now - timedelta(days=1), now + timedelta(days=1))

    found = referral_statistics(desks.rakvere, *window)
    assert [(line.name, line.sent, line.accepted, line.days) for line in found.by_recipient] == [
        ("MTÜ Näidisabi", 7, 6, 2.0),
        (desks.tartu.name, 6, 6, 2.0),
    ]
    Referral.objects.filter(recipient_name=desks.tartu.name).exclude(
        pk__in=Referral.objects.filter(recipient_name=desks.tartu.name)[:3]
    ).update(sent_at=now + timedelta(days=9))
    hidden = referral_statistics(desks.rakvere, *window)
    assert [line.sent for line in hidden.by_recipient] == [None, None]
