"""What of bodies waits for somebody: each a few rows, in one query."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from loim.networks.logic.bodies.call_states import CallState
from loim.networks.logic.bodies.question_states import QuestionState
from loim.networks.models import Mandate
from loim.networks.models.bodies import BodyQuestion, MemberCall
from loim.people.models import User
from loim.people.permissions import RECORDING_ROLES, organisations_with_role

SHORT = 10


def opinions_to_answer(person: User) -> QuerySet[BodyQuestion]:
    """Of the bodies that the person keeps, the longest due first."""
    keeps = organisations_with_role(person, RECORDING_ROLES)
    rows = BodyQuestion.objects.filter(state=QuestionState.OPINION, network__organisation__in=keeps)
    return rows.order_by("answer_by", "pk")[:SHORT]


def calls_to_decide(person: User, now: datetime) -> QuerySet[MemberCall]:
    """Closed, of a draw whose value is known, or to be decided."""
    keeps = organisations_with_role(person, RECORDING_ROLES)
    rows = MemberCall.objects.filter(
        Q(value_known_at=None) | Q(value_known_at__lte=now),
        state=CallState.PUBLISHED,
        closes_at__lte=now,
        network__organisation__in=keeps,
    )
    return rows.order_by("closes_at", "pk")[:SHORT]


def questions_to_me(person: User, today: date) -> QuerySet[BodyQuestion]:
    """With a body in which the person has a mandate today, by account or address."""
    mine = Q(member__user=person) | Q(member__user=None, member__email__iexact=person.email)
    mandates = Mandate.objects.in_force_on(today).filter(mine, seat__network=OuterRef("network"))
    rows = BodyQuestion.objects.filter(Exists(mandates), state=QuestionState.ASKED)
    return rows.order_by("opinion_by", "pk")[:SHORT]
