"""Whoever changes a question does so alone, one after another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from loim.networks.actions.bodies.desk import StepNotPossible
from loim.networks.logic.bodies.question_states import QuestionStep, state_after
from loim.networks.models import Network
from loim.networks.models.bodies import BodyQuestion
from loim.networks.permissions import may_change_network
from loim.people.models import User


@contextmanager
def at_the_question(question_id: int) -> Iterator[BodyQuestion]:
    """The question's row is locked until the transaction ends."""
    with transaction.atomic():
        rows = BodyQuestion.objects.select_related("network__organisation")
        yield rows.select_for_update(of=("self",)).get(pk=question_id)


def check_keeps(network: Network, by: User) -> None:
    """Raises PermissionDenied."""
    if not may_change_network(by, network):
        raise PermissionDenied


def take_question(question: BodyQuestion, step: QuestionStep, now: datetime) -> None:
    """Raises StepNotPossible."""
    after = state_after(question.state, step)
    if after is None:
        raise StepNotPossible
    question.state, question.state_at = after, now
    question.save()
