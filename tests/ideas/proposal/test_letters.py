"""Whoever stands behind a proposal is told once; owners are reminded, until they answer."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from loim.common.models import OutgoingMail
from loim.ideas.actions.proposal.forgetting import forget_addresses
from loim.ideas.actions.proposal.keeping import AskedJustNow, ask_again, withdraw_proposal
from loim.ideas.actions.proposal.reminding import remind_owners
from loim.ideas.actions.proposal.telling import tell_steps
from loim.ideas.models import Idea, Proposal, Shown, Support
from loim.people.models import Role
from tests.factories import organisation, user
from tests.factories.ideas import forum, forum_event, idea
from tests.factories.proposals import answered, proposal, recorder
from tests.mail import Mailbox, run_jobs

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)


def support(of: Idea, now: datetime, **fields: object) -> Support:
    return Support.objects.create(
        idea=of, key_hash=uuid4().hex * 2, submission=uuid4(), given_at=now, **fields
    )


@pytest.fixture
def of_idea(now: datetime) -> Proposal:
    """Of an idea with an author, supporters of each kind, and one joined to it."""
    keeper = organisation()
    place = forum(forum_event(organiser=keeper))
    main = idea(place, author_email="autor@example.ee", language="et")
    joined = idea(place, author=user("liidetud@example.ee", language="ru"), joined_to=main)
    idea(place, author_email="voi@example.ee", joined_to=main, state=Shown.WITHDRAWN)
    support(main, now, user=user("toetaja@example.ee", language="en"))
    support(main, now, email="kinnitatud@example.ee", confirmed_at=now)
    support(main, now, email="kinnitamata@example.ee")
    support(joined, now, email="AUTOR@example.ee", confirmed_at=now)
    sender = recorder(keeper, email="saatja@example.ee", language="et")
    return proposal(now, made_by=keeper, ideas=[main], by=sender, title="Õhtune buss")


def to_whom() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_authors_and_supporters_are_told_once_in_their_language(
    of_idea: Proposal, now: datetime, mailbox: Mailbox
) -> None:
    tell_steps(now=now + QUARTER)
    OutgoingMail.objects.all().delete()
    answered(
        of_idea, now + QUARTER, "partly", "Osaliselt.", translations={"en": {"note": "Partly."}}
    )

    assert tell_steps(now=now + QUARTER) == 0  # the minutes for undoing have not passed
    tell_steps(now=now + 2 * QUARTER)
    tell_steps(now=now + 3 * QUARTER)
    run_jobs()

    assert to_whom() == [
        "autor@example.ee", "kinnitatud@example.ee", "liidetud@example.ee", "saatja@example.ee",
        "toetaja@example.ee",
    ]  # fmt: skip
    [letter] = mailbox.to("toetaja@example.ee")
    assert letter["Subject"] == "News of the proposal: Õhtune buss"
    assert "accepted in part: Partly." in mailbox.text(letter)
    assert f"/en/proposals/{of_idea.pk}/" in mailbox.text(letter)


def test_that_it_was_sent_is_told_to_all_but_the_sender(of_idea: Proposal, now: datetime) -> None:
    OutgoingMail.objects.all().delete()
    tell_steps(now=now + QUARTER)
    assert to_whom() == [
        "autor@example.ee", "kinnitatud@example.ee", "liidetud@example.ee", "toetaja@example.ee",
    ]  # fmt: skip


def reminded(now: datetime, days: int) -> list[int]:
    """On which days after `now` a letter left, with the job run each day."""
    found = []
    for number in range(days):
        before = OutgoingMail.objects.count()
        remind_owners(now=now + number * DAY)
        remind_owners(now=now + number * DAY)
        if OutgoingMail.objects.count() > before:
            found.append(number)
    return found


def test_an_owner_is_reminded_before_on_and_after_the_day_and_then_left_alone(
    now: datetime,
) -> None:
    proposal(now)  # to be answered in 30 days
    assert reminded(now, 90) == [23, 30, 37, 44, 51, 58]


def test_whoever_has_answered_is_not_reminded_nor_of_what_was_withdrawn(now: datetime) -> None:
    answered(proposal(now), now)
    taken_back = proposal(now)
    withdraw_proposal(
        proposal=taken_back, reason="Eksitus.", by=recorder(taken_back.made_by), now=now
    )
    assert reminded(now, 60) == []


def test_a_worker_that_was_down_sends_what_is_still_due_and_not_all_that_was(
    now: datetime,
) -> None:
    proposal(now)
    OutgoingMail.objects.all().delete()
    remind_owners(now=now + 40 * DAY)
    assert OutgoingMail.objects.count() == 1


def test_a_reminder_speaks_politely_and_carries_a_link(now: datetime, mailbox: Mailbox) -> None:
    late = proposal(now, owner_email="", owner=_staffed("omanik@example.ee"), title="Buss")
    remind_owners(now=now + 37 * DAY)
    run_jobs()
    text = mailbox.text(mailbox.to("omanik@example.ee")[-1])
    assert "The answer was expected 7 days ago" in text
    assert f"/en/proposals/{late.pk}/" in text


def _staffed(email: str):  # type: ignore[no-untyped-def]
    owner = organisation()
    recorder(owner, Role.COORDINATOR, email=email, language="en")
    return owner


def test_asking_again_waits_a_day_and_another_address_ends_the_first_link(now: datetime) -> None:
    sent = proposal(now, owner_email="esimene@example.ee")
    maker = recorder(sent.made_by)
    with pytest.raises(AskedJustNow):
        ask_again(proposal=sent, owner_email="esimene@example.ee", by=maker, now=now)
    ask_again(proposal=sent, owner_email="teine@example.ee", by=maker, now=now)
    assert list(sent.links.values_list("email", flat=True)) == ["teine@example.ee"]


def test_addresses_are_forgotten_a_year_after_it_is_over(now: datetime) -> None:
    over = answered(proposal(now), now, "rejected", "Ei.")
    open_one = answered(proposal(now), now)

    assert forget_addresses(now=now + 364 * DAY)["addresses"] == 0
    assert forget_addresses(now=now + 366 * DAY) == {"drafts": 0, "links": 1, "addresses": 1}
    assert forget_addresses(now=now + 366 * DAY)["addresses"] == 0

    over.refresh_from_db()
    open_one.refresh_from_db()
    assert (over.owner_email, open_one.owner_email) == ("", "kantselei@example.ee")
    from django.apps import apps

    history = apps.get_model("ideas", "ProposalHistory").objects
    assert set(history.filter(pgh_obj_id=over.pk).values_list("owner_email", flat=True)) == {""}
    assert over.answer_by == date(2023, 11, 1)
