"""The call: its texts, times and rules, questions, criteria and assessors.

What teams have relied on is held to: once the call is public its deadline is only put later,
with a reason; once an application was sent, the rules of teams stay; once points were given,
the criteria stay.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.people.models import User
from loim.trainings.logic.teams.composition import PartyRule
from loim.trainings.models import (
    AssessmentCriterion,
    Assessor,
    Call,
    CallQuestion,
    CompositionRule,
    CountyRule,
    Team,
    TeamScore,
    TrainingStatus,
)
from loim.trainings.permissions import may_change_training


class CallDecided(Refusal):
    message = _("The teams of this call have been decided about, so it can no longer be changed.")


class DeadlineIsPublic(Refusal):
    message = _(
        "The deadline is public. To put it later, use “Extend the deadline”, with a reason."
    )


class RulesRelyOn(Refusal):
    message = _(
        "An application has been sent under these rules, so they stay: %(what)s. The texts can"
        " still be changed."
    )


class DrawIsFixed(Refusal):
    message = _(
        "The deadline has passed: which public value completes the draw had to be said before."
    )


class CriteriaUsed(Refusal):
    message = _("Points have been given, so the criteria stay as they are. Their texts can change.")


class QuestionAnswered(Refusal):
    message = _("Teams have answered this question, so it stays.")


class HasAssessed(Refusal):
    message = _("This person has given points already, so they stay among the assessors.")


_HELD_TO = {
    "least_members": _("how many people a team has"),
    "most_members": _("how many people a team has"),
    "most_teams": _("how many teams are admitted"),
    "most_per_county": _("how many teams of a county are admitted"),
    "needs_letter": _("whether a letter of consent is needed"),
    "late_rule": _("what happens to late applications"),
    "late_until": _("what happens to late applications"),
    "incomplete_rule": _("what happens to incomplete applications"),
    "least_points": _("how many points are needed"),
}


def save_call(
    *,
    call: Call,
    composition: Sequence[PartyRule],
    counties: Mapping[str, tuple[int, int | None]],
    by: User,
    now: datetime,
) -> Call:
    """`call` as it is wanted. Raises CallDecided, DeadlineIsPublic, RulesRelyOn, DrawIsFixed."""
    with transaction.atomic():
        before = _held(call, by)
        is_public = before.training.status != TrainingStatus.DRAFT
        if is_public and before.closes_at != call.closes_at:
            raise DeadlineIsPublic
        is_late = now > before.closes_at and is_public
        if is_late and before.public_value_source != call.public_value_source:
            raise DrawIsFixed
        if Team.objects.filter(call=call, submitted_at__isnull=False).exists():
            _refuse_other_rules(before, call, composition, counties)
        for name in ("commitment", "sealed_seed", "public_value", "record", "decided_at"):
            setattr(call, name, getattr(before, name))
        call.save()
        if _composition(before) != set(composition):
            call.composition_rules.all().delete()
            CompositionRule.objects.bulk_create(
                CompositionRule(call=call, party=one.party, least=one.least, most=one.most)
                for one in composition
            )
        if _counties(before) != dict(counties):
            call.county_rules.all().delete()
            CountyRule.objects.bulk_create(
                CountyRule(call=call, county_id=county, least=least, most=most)
                for county, (least, most) in counties.items()
            )
    return call


def _held(call: Call, by: User) -> Call:
    before = (
        Call.objects.select_for_update(of=("self",))
        .select_related("training__organiser", "training__activity__programme")
        .get(pk=call.pk)
    )
    if not may_change_training(by, before.training):
        raise PermissionDenied
    if before.decided_at is not None:
        raise CallDecided
    return before


def _composition(call: Call) -> set[PartyRule]:
    rows = CompositionRule.objects.filter(call=call)
    return {PartyRule(row.party, row.least, row.most) for row in rows}


def _counties(call: Call) -> dict[str, tuple[int, int | None]]:
    rows = CountyRule.objects.filter(call=call)
    return {row.county_id: (row.least, row.most) for row in rows}


def _refuse_other_rules(
    before: Call,
    call: Call,
    composition: Sequence[PartyRule],
    counties: Mapping[str, tuple[int, int | None]],
) -> None:
    changed = [
        str(what) for name, what in _HELD_TO.items() if getattr(before, name) != getattr(call, name)
    ]
    if _composition(before) != set(composition):
        changed.append(str(_("whom a team consists of")))
    if _counties(before) != dict(counties):
        changed.append(str(_("which counties are represented")))
    if changed:
        raise RulesRelyOn(what="; ".join(dict.fromkeys(changed)))


def save_question(*, question: CallQuestion, by: User, now: datetime) -> CallQuestion:
    """New or changed. Once an application was sent nothing new is required of anybody."""
    with transaction.atomic():
        _held(question.call, by)
        sent = Team.objects.filter(call=question.call, submitted_at__isnull=False).exists()
        before = CallQuestion.objects.filter(pk=question.pk).first()
        becomes_required = question.is_required and not (before and before.is_required)
        shorter = (
            before is not None
            and question.most_characters is not None
            and (
                before.most_characters is None or question.most_characters < before.most_characters
            )
        )
        if sent and (becomes_required or shorter):
            raise RulesRelyOn(what=_("what a team must answer"))
        _number(question, call=question.call)
        question.save()
    return question


def remove_question(*, question: CallQuestion, by: User) -> None:
    """Raises QuestionAnswered, CallDecided."""
    with transaction.atomic():
        _held(question.call, by)
        if question.answers.exists():
            raise QuestionAnswered
        question.delete()


def save_criterion(*, criterion: AssessmentCriterion, by: User, now: datetime) -> None:
    """Raises CriteriaUsed where points were given and more than words would change."""
    with transaction.atomic():
        _held(criterion.call, by)
        before = AssessmentCriterion.objects.filter(pk=criterion.pk).first()
        names = ("most", "least", "weight")
        same = before is not None and all(
            getattr(before, name) == getattr(criterion, name) for name in names
        )
        if not same and TeamScore.objects.filter(team__call=criterion.call).exists():
            raise CriteriaUsed
        _number(criterion, call=criterion.call)
        criterion.save()


def remove_criterion(*, criterion: AssessmentCriterion, by: User) -> None:
    with transaction.atomic():
        _held(criterion.call, by)
        if TeamScore.objects.filter(team__call=criterion.call).exists():
            raise CriteriaUsed
        criterion.delete()


def _number(row: Any, *, call: Call) -> None:
    if row.number is None:
        rows = type(row).objects.filter(call=call).order_by("-number")
        last = rows.values_list("number", flat=True).first()
        row.number = (last or 0) + 1


def add_assessor(*, call: Call, person: User, by: User, now: datetime) -> Assessor:
    """Once more does no harm. Raises CallDecided."""
    with transaction.atomic():
        _held(call, by)
        found, _is_new = Assessor.objects.get_or_create(
            call=call, user=person, defaults={"added_at": now}
        )
    return found


def remove_assessor(*, assessor: Assessor, by: User) -> None:
    """Raises HasAssessed, CallDecided."""
    with transaction.atomic():
        _held(assessor.call, by)
        if assessor.scores.exists():
            raise HasAssessed
        assessor.delete()
