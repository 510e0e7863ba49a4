"""The owner answers in public; what was said stays; nobody else speaks in the owner's name."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.ideas.actions.proposal.answering import (
    DayIsBeforeAnswer,
    DayIsToCome,
    WordsMissing,
    answer_proposal,
    tell_progress,
)
from loim.ideas.actions.proposal.stepping import MovedMeanwhile, NotNow, Words
from loim.ideas.models import Proposal, ProposalStep
from loim.people.models import Role, User
from tests.factories import organisation
from tests.factories.proposals import answered, owner_of, proposal, recorder, told

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def sent(now: datetime) -> Proposal:
    return proposal(now)


@pytest.fixture
def owner(sent: Proposal) -> User:
    return owner_of(sent)


def answer(of: Proposal, by: Any, now: datetime, **fields: Any) -> ProposalStep:
    fields = {"status": "accepted", "words": Words("Teeme ära."), "seen": None, **fields}
    return answer_proposal(proposal=of, by=by, now=now, **fields)


def test_an_answer_is_kept_with_its_words_in_each_language(
    sent: Proposal, owner: User, now: datetime
) -> None:
    words = Words("Jah.", "et", {"ru": {"note": "Да."}, "en": {"note": "Yes."}})

    step = answer(sent, owner, now, status="partly", words=words)

    sent.refresh_from_db()
    assert (sent.status, sent.answer, sent.answered_at, sent.answered_by) == (
        "partly", "Jah.", now, owner,
    )  # fmt: skip
    assert [str(step.text("note", code)) for code in ("et", "en", "ru", "uk")] == [
        "Jah.", "Yes.", "Да.", "Jah.",
    ]  # fmt: skip


def test_a_changed_answer_keeps_the_earlier_one(sent: Proposal, owner: User, now: datetime) -> None:
    answer(sent, owner, now, status="rejected", words=Words("Raha ei ole."))
    answer(sent, owner, now + HOUR, status="accepted", words=Words("Raha leiti."))

    sent.refresh_from_db()
    assert (sent.status, sent.answer) == ("accepted", "Raha leiti.")
    assert sent.answered_at == now  # when they answered first is what was promised
    assert list(sent.steps.order_by("pk").values_list("after", "note")) == [
        ("sent", ""), ("rejected", "Raha ei ole."), ("accepted", "Raha leiti."),
    ]  # fmt: skip


def test_an_answer_has_words(sent: Proposal, owner: User, now: datetime) -> None:
    with pytest.raises(WordsMissing):
        answer(sent, owner, now, words=Words("  "))


@pytest.mark.parametrize("status", ["done", "under_way", "withdrawn", "sent", "nonsense"])
def test_an_answer_is_one_of_three(sent: Proposal, owner: User, now: datetime, status: str) -> None:
    with pytest.raises(NotNow):
        answer(sent, owner, now, status=status)


def test_others_do_not_speak_in_the_owners_name(sent: Proposal, now: datetime) -> None:
    manager = recorder(organisation(), Role.PROGRAMME_MANAGER)
    administrator = recorder(organisation(), is_administrator=True)
    maker = recorder(sent.made_by)
    member = recorder(sent.owner, Role.MEMBER)
    for stranger in (manager, administrator, maker, member):
        with pytest.raises(PermissionDenied):
            answer(sent, stranger, now)
    assert sent.steps.count() == 1


def test_sent_twice_by_one_person_it_is_one_answer(
    sent: Proposal, owner: User, now: datetime
) -> None:
    first = sent.steps.get()
    one = answer(sent, owner, now, seen=first.pk)
    two = answer(sent, owner, now + timedelta(seconds=1), seen=first.pk)
    assert one == two


def test_whoever_has_not_seen_the_colleagues_answer_is_told_first(
    sent: Proposal, owner: User, now: datetime
) -> None:
    seen = sent.steps.get().pk
    colleague = recorder(sent.owner)
    theirs = answer(sent, owner, now, seen=seen)

    with pytest.raises(MovedMeanwhile):
        answer(sent, colleague, now, status="rejected", words=Words("Ei."), seen=seen)

    sent.refresh_from_db()
    assert sent.answer == "Teeme ära."
    answer(sent, colleague, now, status="rejected", words=Words("Ei."), seen=theirs.pk)
    sent.refresh_from_db()
    assert (sent.status, sent.answer) == ("rejected", "Ei.")


def test_the_work_goes_from_accepted_to_done_and_may_be_taken_up_again(
    sent: Proposal, now: datetime
) -> None:
    answered(sent, now)
    told(sent, now + HOUR, "under_way", "")
    later = now + timedelta(days=900)
    told(sent, later, "done", "Buss käib iga tunni tagant.", day=date(2026, 3, 1))

    assert (sent.status, sent.outcome, sent.ended_date) == (
        "done", "Buss käib iga tunni tagant.", date(2026, 3, 1),
    )  # fmt: skip
    assert sent.answer == "Teeme ära."
    told(sent, later + HOUR, "under_way", "Õhtune buss kadus.")
    assert (sent.status, sent.outcome, sent.ended_date) == ("under_way", "", None)


def test_an_end_has_words_and_a_day_that_has_come(sent: Proposal, now: datetime) -> None:
    answered(sent, now)
    with pytest.raises(WordsMissing):
        told(sent, now, "done", "")
    with pytest.raises(DayIsToCome):
        told(sent, now, "done", day=date(2023, 10, 3))
    with pytest.raises(DayIsBeforeAnswer):
        told(sent, now + HOUR, "done", day=date(2023, 10, 1))


@pytest.mark.parametrize("status", ["accepted", "rejected", "sent"])
def test_progress_is_no_way_around_an_answer(sent: Proposal, now: datetime, status: str) -> None:
    with pytest.raises(NotNow):
        tell_progress(
            proposal=sent,
            status=status,
            words=Words("Jah."),
            day=date(2023, 10, 2),
            seen=None,
            by=owner_of(sent),
            now=now,
        )


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("proposal_answered_in_words", {"status": "accepted"}),
        ("proposal_ended_with_outcome", {"ended_date": date(2023, 10, 2)}),
        ("proposal_answer_after_sending", {"answer_by": date(2023, 10, 1)}),
        ("proposal_status_known", {"status": "lost"}),
    ],
)
def test_the_database_keeps_a_proposal_whole(
    sent: Proposal, name: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Proposal.objects.filter(pk=sent.pk).update(**wrong)


def test_a_step_is_final_whoever_writes(sent: Proposal, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="is final"), transaction.atomic():
        sent.steps.update(note="Ei olnud nii.")
    sent.steps.update(by=None, told_at=now)  # what erasing and telling need


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("proposal_step_known", {"after": "lost", "before": ""}),
        ("proposal_step_of_status_changes_it", {"after": "sent", "before": "sent"}),
        (
            "proposal_step_of_status_changes_it",
            {"after": "accepted", "before": "sent", "kind": "date_moved"},
        ),
        (
            "proposal_step_of_milestone_names_it",
            {"after": "accepted", "before": "accepted", "kind": "milestone_done"},
        ),
    ],
)
def test_the_database_keeps_a_story_whole(
    sent: Proposal, now: datetime, name: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ProposalStep.objects.create(proposal=sent, date=now.date(), at=now, **fields)
