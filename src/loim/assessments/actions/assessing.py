"""A self-assessment from its beginning to its result."""

from datetime import datetime
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.assessments.logic.scoring import RULE_VERSION, Marked, Score, reached, score
from loim.assessments.logic.states import AssessmentStep, state_after
from loim.assessments.models import (
    Assessment,
    AssessmentStatus,
    Questionnaire,
    Result,
    SharedAnswer,
    Sheet,
    Subject,
    Theme,
    VersionState,
)
from loim.assessments.permissions import may_lead
from loim.assessments.queries.link import new_group_key
from loim.assessments.queries.tree import Tree, tree_of
from loim.common.constraints import violated_constraint
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.people.models import User


class NotInUse(Refusal):
    message = _("This questionnaire is not in use. Choose another one.")


class NotNow(Refusal):
    message = _(
        "The self-assessment has moved on meanwhile, so this is not possible any more. Look at"
        " where it stands now."
    )


class NotAllAgreed(Refusal):
    @property
    def message(self) -> str:  # type: ignore[override]
        return ngettext(
            "%(number)s statement has no shared answer yet. Agree on one, or choose 'we don't"
            " know'.",
            "%(number)s statements have no shared answer yet. Agree on them, or choose 'we don't"
            " know'.",
            self.values["number"],
        )


def begin_assessment(
    *, subject: Subject, questionnaire: Questionnaire, by: User, now: datetime
) -> Assessment:
    """By the latest published version. The one under way, where there is one already.

    Refused: nothing published, out of use, or for another kind of subject (NotInUse).
    """
    if not may_lead(by, subject):
        raise PermissionDenied
    version = (
        questionnaire.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()
    )
    if version is None or questionnaire.retired_at or questionnaire.for_kind != subject.kind:
        raise NotInUse
    identity = uuid4()
    try:
        with transaction.atomic():
            return Assessment.objects.create(
                identity=identity,
                key_hash=hash_of_key(new_group_key(identity)),
                subject=subject,
                questionnaire=questionnaire,
                version=version,
                begun_by=by,
                begun_at=now,
            )
    except IntegrityError as error:
        if violated_constraint(error) != "assessment_one_under_way":
            raise
        return Assessment.objects.under_way().get(subject=subject, questionnaire=questionnaire)


def ask_alone(*, assessment: Assessment, by: User, now: datetime) -> Assessment:
    """From now on the group's link takes sheets."""
    return _step(assessment, AssessmentStep.ASK, by)


def meet(*, assessment: Assessment, by: User, now: datetime) -> Assessment:
    """Sheets are closed, the spread is shown, names that were given are erased. Nothing leads
    back: one more sheet would be told by the difference."""
    with transaction.atomic():
        row = _locked(assessment, by)
        sheets = Sheet.objects.filter(assessment=row)
        sheets.exclude(name="").update(name="")
        answered = sheets.filter(answers__isnull=False).distinct()
        row.answered_alone, row.met_at = answered.count(), now
        return _moved(row, AssessmentStep.MEET)


def give_up(*, assessment: Assessment, by: User, now: datetime) -> Assessment:
    """It ends without a result; what was answered alone is erased at once."""
    with transaction.atomic():
        row = _locked(assessment, by)
        row.ended_at, row.ended_by = now, by
        moved = _moved(row, AssessmentStep.GIVE_UP)
        Sheet.objects.filter(assessment=row).delete()
        return moved


def finish(*, assessment: Assessment, by: User, now: datetime) -> Assessment:
    """Freezes the result of each theme and overall. Refused: NotNow, NotAllAgreed."""
    with transaction.atomic():
        row = _locked(assessment, by)
        if state_after(row.state, AssessmentStep.FINISH) is None:
            raise NotNow
        tree = tree_of(row.version)
        agreed = {
            answer.statement_id: answer.level.value if answer.level else None
            for answer in SharedAnswer.objects.filter(assessment=row).select_related("level")
        }
        if lacking := sum(asked.statement.pk not in agreed for asked in tree.statements()):
            raise NotAllAgreed(number=lacking)
        Result.objects.bulk_create(_results(row, tree, agreed))
        row.ended_at, row.ended_by = now, by
        return _moved(row, AssessmentStep.FINISH)


def _results(row: Assessment, tree: Tree, agreed: dict[int, int | None]) -> list[Result]:
    def marked(statements: object) -> list[Marked]:
        return [Marked(agreed[each.statement.pk], each.highest) for each in statements]  # type: ignore[attr-defined]

    found = [_result(row, tree, None, score(marked(tree.statements())))]
    found += [
        _result(row, tree, theme.theme, score(marked(theme.statements))) for theme in tree.themes
    ]
    return found


def _result(row: Assessment, tree: Tree, theme: Theme | None, found: Score) -> Result:
    place = reached(found, tree.thresholds)
    return Result(
        assessment=row,
        theme=theme,
        numerator=found.numerator,
        denominator=found.denominator,
        counted=found.counted,
        asked=found.asked,
        level=None if place is None else tree.levels[place],
        rule_version=RULE_VERSION,
    )


def _step(assessment: Assessment, step: AssessmentStep, by: User) -> Assessment:
    with transaction.atomic():
        return _moved(_locked(assessment, by), step)


def _moved(row: Assessment, step: AssessmentStep) -> Assessment:
    after = state_after(row.state, step)
    if after is None:
        raise NotNow
    row.state = AssessmentStatus(after.value)
    row.save()
    return row


def _locked(assessment: Assessment, by: User) -> Assessment:
    row = (
        Assessment.objects.select_for_update(of=["self"])
        .select_related("subject", "version__questionnaire")
        .get(pk=assessment.pk)
    )
    if not may_lead(by, row.subject):
        raise PermissionDenied
    return row
