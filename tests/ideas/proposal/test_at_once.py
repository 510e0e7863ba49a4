"""Two people of the owner answer at the same moment: one is told first, and decides."""

import time
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from loim.ideas.actions.proposal import answering, stepping
from loim.ideas.actions.proposal.answering import answer_proposal
from loim.ideas.actions.proposal.stepping import MovedMeanwhile, Words
from loim.ideas.models import Proposal
from tests.events.places.parallel import at_once
from tests.factories.proposals import owner_of, proposal

pytestmark = pytest.mark.django_db(transaction=True)


def both_answer(of: Proposal, now: datetime) -> list[Any]:
    seen = of.steps.get().pk
    calls = [
        partial(
            answer_proposal,
            proposal=of,
            status=status,
            words=Words(text),
            seen=seen,
            by=owner_of(of),
            now=now,
        )
        for status, text in (("accepted", "Jah."), ("rejected", "Ei."))
    ]
    return at_once(calls)


def look_slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and writing there is time for the other to look, too."""
    look = answering.refuse_unseen

    def slowly(*arguments: Any) -> None:
        look(*arguments)
        time.sleep(0.2)

    monkeypatch.setattr(answering, "refuse_unseen", slowly)


def test_one_answers_and_the_other_is_told_first(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = proposal(now)
    look_slowly(monkeypatch)

    found = both_answer(sent, now)

    refused = [one for one in found if isinstance(one, MovedMeanwhile)]
    [given] = [one for one in found if not isinstance(one, MovedMeanwhile)]
    assert len(refused) == 1
    sent.refresh_from_db()
    assert sent.answer == given.note
    assert sent.steps.count() == 2


def test_without_taking_turns_one_would_be_overwritten(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the row's lock is what the test above sees."""
    sent = proposal(now)
    look_slowly(monkeypatch)
    monkeypatch.setattr(stepping.Proposal.objects.__class__, "select_for_update", _no_lock)

    found = both_answer(sent, now)

    assert not any(isinstance(one, MovedMeanwhile) for one in found)
    assert sent.steps.count() == 3


def _no_lock(manager: Any, **_options: Any) -> Any:
    return manager.get_queryset()
