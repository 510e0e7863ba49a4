"""Proposals at any point of their way, made by the actions themselves."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.utils.timezone import localdate

from loim.ideas.actions.proposal.answering import answer_proposal, tell_progress
from loim.ideas.actions.proposal.making import make_proposal
from loim.ideas.actions.proposal.milestones import add_milestone
from loim.ideas.actions.proposal.stepping import Words
from loim.ideas.models import Milestone, Proposal, Strategy, StrategyKind
from loim.people.models import Organisation, Role, User
from tests.factories.people import membership, organisation, user

_numbers = count(1)


def recorder(of: Organisation, role: str = Role.COORDINATOR, **fields: Any) -> User:
    person = user(**fields)
    membership(person, of, role)
    return person


def strategy(owner: Organisation | None = None, title: str = "", **fields: Any) -> Strategy:
    return Strategy.objects.create(
        owner=owner or organisation(),
        title=title or f"Arengukava {next(_numbers)}",
        kind=fields.pop("kind", StrategyKind.DEVELOPMENT_PLAN),
        **fields,
    )


def proposal(now: datetime, **fields: Any) -> Proposal:
    """Sent at `now` by a new recorder to an owner that is asked by e-mail, unless said otherwise."""
    made_by = fields.pop("made_by", None) or organisation()
    return make_proposal(
        title=fields.pop("title", f"Ettepanek {next(_numbers)}"),
        text=fields.pop("text", "Et buss käiks ka õhtul."),
        language=fields.pop("language", "et"),
        made_by=made_by,
        owner=fields.pop("owner", None) or organisation(),
        owner_email=fields.pop("owner_email", "kantselei@example.ee"),
        answer_by=fields.pop("answer_by", localdate(now) + timedelta(days=30)),
        submission=fields.pop("submission", None) or uuid4(),
        by=fields.pop("by", None) or recorder(made_by),
        now=now,
        **fields,
    )


def owner_of(of: Proposal) -> User:
    """Somebody who answers for its owner."""
    return recorder(of.owner)


def answered(
    of: Proposal, now: datetime, status: str = "accepted", text: str = "Teeme ära.", **fields: Any
) -> Proposal:
    answer_proposal(
        proposal=of,
        status=status,
        words=Words(text, **fields),
        seen=None,
        by=owner_of(of),
        now=now,
    )
    of.refresh_from_db()
    return of


def told(
    of: Proposal, now: datetime, status: str = "done", text: str = "Buss käib.", day: Any = None
) -> Proposal:
    tell_progress(
        proposal=of,
        status=status,
        words=Words(text),
        day=day or localdate(now),
        seen=None,
        by=owner_of(of),
        now=now,
    )
    of.refresh_from_db()
    return of


def milestone(of: Proposal, due: date, now: datetime, title: str = "Sõiduplaan") -> Milestone:
    return add_milestone(
        proposal=of, title=title, due_date=due, submission=uuid4(), by=owner_of(of), now=now
    )
