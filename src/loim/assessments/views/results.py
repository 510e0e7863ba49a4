"""What was found: the picture, what moved, what to do next; and the whole past."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from loim.assessments.models import (
    Assessment,
    AssessmentStatus,
    Questionnaire,
    SharedAnswer,
    StatementLevel,
    Subject,
    ThemeAdvice,
)
from loim.assessments.permissions import may_lead, may_read
from loim.assessments.queries.bands import bands_for
from loim.assessments.queries.next_steps import resolved, steps_for
from loim.assessments.queries.past import Past, past_of
from loim.assessments.queries.results import SubjectResult, ThemeResult, history_of
from loim.assessments.queries.sheets import spreads_of
from loim.assessments.queries.tree import AskedStatement, Tree, tree_of
from loim.assessments.subjects import kind_of
from loim.assessments.views.charts import lines_of, result_chart
from loim.assessments.views.leading import agreed_of
from loim.assessments.views.loading import found_assessment
from loim.common.access import signed_in


@signed_in
def result(request: HttpRequest, pk: int) -> HttpResponse:
    row = found_assessment(pk)
    leads = may_lead(request.user, row.subject)
    if not (leads or may_read(request.user, row.subject)):
        raise PermissionDenied
    if row.state != AssessmentStatus.FINISHED:
        raise Http404
    tree, past = tree_of(row.version), past_of(row)
    found = _found(row)
    bands = bands_for(row)
    percents = {None: found.percent} | {each.theme.pk: each.percent for each in found.themes}
    before = {theme.key: _before(past, row, theme.key) for theme in past.themes}
    context = {
        "assessment": row, "found": found, "tree": tree, "past": past, "leads": leads,
        "page_url": kind_of(row.subject).page(row.subject),
        "chart": result_chart(found, tree.thresholds, before, bands),
        "themes": [
            (each, past.change(row, each.theme.key), bands.get(each.theme.pk), _advice(tree, each))
            for each in found.themes
        ],
        "change": past.change(row), "band": bands.get(None),
        "steps": resolved(steps_for(tree.next_steps, percents), timezone.now()),
        "answers": _answers(row, tree),
    }  # fmt: skip
    return render(request, "assessments/result.html", context)


@signed_in
def history(request: HttpRequest, pk: int, questionnaire: str) -> HttpResponse:
    """All that was finished by one questionnaire, as lines with their table."""
    subject = get_object_or_404(Subject, pk=pk)
    if not (may_lead(request.user, subject) or may_read(request.user, subject)):
        raise PermissionDenied
    asked_by = get_object_or_404(Questionnaire, slug=questionnaire)
    latest = (
        Assessment.objects.finished()
        .filter(subject=subject, questionnaire=asked_by)
        .select_related("version__questionnaire")
        .order_by("-ended_at", "-pk")
        .first()
    )
    past = past_of(latest) if latest else None
    context = {
        "subject": subject, "questionnaire": asked_by, "past": past,
        "page_url": kind_of(subject).page(subject),
        "lines": lines_of(past) if past and past.can_compare else [],
        "table": _table(past) if past else [],
    }  # fmt: skip
    return render(request, "assessments/history.html", context)


def _found(row: Assessment) -> SubjectResult:
    found = history_of(row.subject, row.version.questionnaire.slug)
    return next(each for each in found if each.assessment_id == row.pk)


def _before(past: Past, row: Assessment, theme: str) -> int | None:
    """Where the theme stood last time, on the questions that can be compared."""
    place = next(i for i, each in enumerate(past.points) if each.assessment == row)
    if place == 0 or theme not in past.points[place - 1].themes:
        return None
    return past.points[place - 1].themes[theme].percent


def _advice(tree: Tree, each: ThemeResult) -> ThemeAdvice | None:
    theme = next(asked for asked in tree.themes if asked.theme.pk == each.theme.pk)
    return theme.advice.get(each.level.pk) if each.level else None


def _answers(row: Assessment, tree: Tree) -> list[object]:
    """What was agreed, by theme, with how views lay where that may be shown."""
    agreed, spreads = agreed_of(row), spreads_of(row, tree)
    return [
        (
            theme.theme,
            [
                (
                    asked,
                    agreed.get(asked.statement.pk),
                    _level(asked, agreed.get(asked.statement.pk)),
                    spreads.get(asked.statement.pk),
                )
                for asked in theme.statements
            ],
        )
        for theme in tree.themes
    ]  # fmt: skip


def _level(asked: AskedStatement, answer: SharedAnswer | None) -> StatementLevel | None:
    return next((level for level in asked.levels if answer and level.pk == answer.level_id), None)


def _table(past: Past) -> list[tuple[object, list[int | None]]]:
    return [
        (
            point,
            [point.overall.percent, *(point.themes[theme.key].percent for theme in past.themes)],
        )
        for point in past.points
    ]
