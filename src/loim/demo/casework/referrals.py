"""Referrals in all their states: to a city that counsels here, to one reached by mail, and to a
state body that has not answered."""

from datetime import datetime, timedelta
from uuid import uuid4

from loim.casework.actions.referrals.answering import answer_referral, open_referral
from loim.casework.actions.referrals.escalating import escalate_unanswered
from loim.casework.actions.referrals.recipients import RecipientFacts, keep_recipient
from loim.casework.actions.referrals.writing import (
    ReferralFacts,
    send_referral,
    withdraw,
    write_referral,
)
from loim.casework.gate import opened_for, opened_for_keeping
from loim.casework.models import Client, Recipient, Referral
from loim.demo.accounts import RAKVERE, TALLINN, TARTU
from loim.people.models import Organisation, User
from loim.services.models import Topic

SENDERS = (
    (TARTU, "noustaja@example.ee", RAKVERE, "noustaja.rakvere@example.ee"),
    (RAKVERE, "noustaja.rakvere@example.ee", TALLINN, "noustaja.tallinn@example.ee"),
    (TALLINN, "noustaja.tallinn@example.ee", TARTU, "noustaja@example.ee"),
)
# days ago, what became of it
WAYS = (
    (160, "done"), (130, "done"), (110, "declined"), (95, "done"), (80, "done"), (64, "accepted"),
    (50, "done"), (41, "done"), (33, "declined"), (20, "accepted"), (6, "opened"), (1, "sent"),
)  # fmt: skip
NEEDS = (
    "Kolib teie linna ja otsib lasteaiakohta.",
    "Soovib eesti keele kursust, mis algab õhtul.",
    "Vajab abi tööpakkumise lepingust arusaamisel.",
)


def refer(*, organisations: dict[str, Organisation], users: dict[str, User], now: datetime) -> None:
    topics = list(Topic.objects.order_by("position", "pk"))
    for city, email, other_city, other_email in SENDERS:
        sender, by = organisations[city], users[email]
        with opened_for(by, now=now):
            clients = list(
                Client.objects.filter(organisation=sender, state="active").order_by("pk")
            )
            if not clients:
                continue
            there, outside, state_body = _recipients(sender, organisations[other_city], by)
        # Tartu's are enough for statistics to show something.
        for number, (days, way) in enumerate(WAYS if city == TARTU else WAYS[-4:]):
            client, at = clients[number % len(clients)], now - timedelta(days=days)
            facts = ReferralFacts(
                client=client,
                recipient=there,
                topic=topics[number % min(3, len(topics))],
                ticked=["name", "contact", "language", "need"],
                need=NEEDS[number % len(NEEDS)],
            )
            _one(facts, way, by, users[other_email], at)
        with opened_for(by, now=now):
            _others(clients[0], topics[0], (outside, state_body), by, now)
    with opened_for_keeping(now=now):
        escalate_unanswered(now=now)


def _recipients(
    sender: Organisation, other: Organisation, by: User
) -> tuple[Recipient, Recipient, Recipient]:
    made = [
        keep_recipient(organisation=sender, facts=facts, by=by)
        for facts in (
            RecipientFacts("city", other.name, other, "", "", "et"),
            RecipientFacts("ngo", "MTÜ Näidisabi", None, "abi@example.ee", "", "et"),
            RecipientFacts(
                "state", "Näidisameti klienditugi", None, "klienditugi@example.ee",
                "juhataja@example.ee", "et",
            ),
        )
    ]  # fmt: skip
    return made[0], made[1], made[2]


def _one(facts: ReferralFacts, way: str, by: User, answers: User, at: datetime) -> None:
    sender = facts.client.organisation
    with opened_for(by, now=at):
        referral = _sent(sender, facts, by, at)
    if way == "sent":
        return
    with opened_for(answers, now=at):
        open_referral(referral=referral, by=answers, now=at + timedelta(hours=5))
        later = at + timedelta(days=2)
        if way == "declined":
            text = "Meil ei ole praegu vabu kohti; proovige kuu aja pärast."
            answer_referral(referral=referral, step="decline", text=text, by=answers, now=later)
        elif way in {"accepted", "done"}:
            text = "Võtame ise ühendust."
            answer_referral(referral=referral, step="accept", text=text, by=answers, now=later)
        if way == "done":
            text = "Käis kohal, mure lahenes."
            done = at + timedelta(days=12)
            answer_referral(referral=referral, step="finish", text=text, by=answers, now=done)


def _others(
    client: Client, topic: Topic, recipients: tuple[Recipient, Recipient], by: User, now: datetime
) -> None:
    """A draft, one withdrawn in the middle, one that nobody answers."""
    sender = client.organisation
    outside, state_body = recipients
    few = ["contact", "need"]
    facts = ReferralFacts(client, outside, topic, few, NEEDS[0])
    write_referral(organisation=sender, facts=facts, submission=uuid4(), by=by, now=now)
    gone = _sent(sender, facts, by, now - timedelta(days=15))
    withdraw(referral=gone, by=by, now=now - timedelta(days=13))
    late = ReferralFacts(client, state_body, topic, few, NEEDS[2])
    _sent(sender, late, by, now - timedelta(days=16))


def _sent(sender: Organisation, facts: ReferralFacts, by: User, at: datetime) -> Referral:
    made = write_referral(organisation=sender, facts=facts, submission=uuid4(), by=by, now=at)
    return send_referral(referral=made, consent_given="spoken", by=by, now=at)
