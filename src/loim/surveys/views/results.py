"""Results: by question, county and kind of municipality; one against another; as a file."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.common.access import allowed, public
from loim.common.paging import paged
from loim.common.refusals import Refusal
from loim.common.tables import Table, table_response
from loim.events.queries.record_defaults import own_organisations
from loim.people.models import User
from loim.programmes.permissions import may_record, programmes_taken_part_in
from loim.programmes.queries.activity_choices import activity_choices
from loim.surveys.actions.exports import note_export
from loim.surveys.actions.planning import plan_training
from loim.surveys.forms.survey import PlanForm
from loim.surveys.models import Survey, SurveyOption, SurveyQuestion
from loim.surveys.permissions import may_change_survey, may_see_answers, may_see_results
from loim.surveys.queries.by_group import (
    Grouping,
    GroupTable,
    crossable,
    crosstab,
    group_table,
    response_by,
)
from loim.surveys.queries.evidence import evidence_for
from loim.surveys.queries.questionnaire import questionnaire
from loim.surveys.queries.results import Results, survey_results
from loim.surveys.queries.sheets import answered, listed_sheets, raw_rows
from loim.surveys.queries.survey_list import planned_trainings
from loim.surveys.views.charts import chart_of, response_chart
from loim.surveys.views.loading import found_survey, kept_survey

BY = {"county": gettext_lazy("By county"), "kind": gettext_lazy("By kind of municipality")}
MOST_TEXTS = 200


def protects(request: HttpRequest, survey: Survey) -> bool:
    """Small numbers are hidden from everybody who may not read the answers one by one."""
    return not may_see_answers(request.user, survey)


@public("published results are for everybody; before that they are refused to others")
def results_page(request: HttpRequest, pk: int) -> HttpResponse:
    survey = found_survey(pk)
    if not may_see_results(request.user, survey):
        raise PermissionDenied
    keeps = may_change_survey(request.user, survey)
    # Whoever carries it out can look at the page as everybody sees it.
    as_public = keeps and "public" in request.GET
    hides = True if as_public else protects(request, survey)
    by = request.GET.get("by", "")
    found = survey_results(survey, protects=hides)
    planned: dict[tuple[int, int | None], list[Any]] = {}
    for each in planned_trainings(survey):
        planned.setdefault((each.question_id, each.option_id), []).append(each)
    context: dict[str, Any] = {
        "survey": survey,
        "found": found,
        "counted": found.counted,
        "keeps": keeps and not as_public,
        "hides": hides,
        "by": by if by in BY else "",
        "bys": BY.items(),
        "blocks": _blocks(found, planned, by),
        "planned": [each for rows in planned.values() for each in rows],
        "crossable": [each for each in found.questionnaire.questions if crossable(each)],
        "most_texts": MOST_TEXTS,
    }
    grouping = Grouping("county")
    rows = response_by(found.counted, grouping, protects=hides)
    bars, height = response_chart(rows)
    context |= {"response": rows, "response_bars": bars, "response_height": height}
    return render(request, "surveys/results.html", context)


def _blocks(
    found: Results, planned: dict[tuple[int, int | None], list[Any]], by: str
) -> list[dict[str, Any]]:
    grouping = Grouping(by) if by in BY else None
    return [
        {
            "result": result,
            "chart": chart_of(result),
            "lines": [
                (line, planned.get((result.question.pk, line.option.pk if line.option else None)))
                for line in result.lines
            ],
            "planned": planned.get((result.question.pk, None), []),
            "table": (
                group_table(result.question, found.counted, grouping, protects=found.protects)
                if grouping
                else None
            ),
        }
        for result in found.results
    ]


@public("as the results")
def crosstab_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One question against another."""
    survey = found_survey(pk)
    if not may_see_results(request.user, survey):
        raise PermissionDenied
    asked = questionnaire(survey, with_withdrawn=True)
    choices = [each for each in asked.questions if crossable(each)]
    by_key = {str(each.pk): each for each in choices}
    down = by_key.get(request.GET.get("down", ""))
    across = by_key.get(request.GET.get("across", ""))
    hides = protects(request, survey)
    table = None
    if down and across and down != across and not (hides and survey.sheets.count() < 5):
        table = crosstab(survey, down, across, protects=hides)
    context = {
        "survey": survey,
        "keeps": may_change_survey(request.user, survey),
        "choices": choices,
        "down": down,
        "across": across,
        "table": table,
        "hides": hides,
    }
    return render(request, "surveys/crosstab.html", context)


@allowed(may_record)
def sheet_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answered what, of a named survey."""
    survey = kept_survey(request, pk)
    if not may_see_answers(request.user, survey):
        raise PermissionDenied
    asked = questionnaire(survey, with_withdrawn=True)
    sheets = paged(request, listed_sheets(survey), 20)
    rows = []
    for sheet in sheets.page:
        given = answered(sheet, asked)
        words = [(each, given[each.pk]) for each in asked.questions if each.pk in given]
        rows.append((sheet, words))
    return render(
        request, "surveys/sheets.html", {"survey": survey, "sheets": sheets, "rows": rows}
    )


@allowed(may_record)
def export_results(request: HttpRequest, pk: int) -> HttpResponse:
    """An .xlsx: the summary, by county, by kind, response, and of a named survey the answers."""
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    now = timezone.now()
    has_answers = may_see_answers(person, survey)
    found = survey_results(survey, protects=not has_answers)
    tables = [_summary(found), *_group_sheets(found), _response_sheet(found)]
    if has_answers:
        asked = found.questionnaire
        columns = [
            _("Who"),
            _("County"),
            _("Sent on"),
            *(str(q.text("label")) for q in asked.questions),
        ]
        tables.append(Table(_("Answers"), columns, list(raw_rows(survey, asked))))
    else:
        tables.append(_texts_sheet(found))
    note_export(
        survey=survey, has_answers=has_answers, sheets=found.counted.total, by=person, now=now
    )
    return table_response("xlsx", f"{_('survey')}-{survey.pk}", *tables)


def _summary(found: Results) -> Table:
    rows: list[list[Any]] = []
    for result in found.results:
        label = str(result.question.text("label"))
        if not result.lines:
            rows.append([label, "", result.answered, None, None, _rounded(result.mean)])
        rows += [
            [
                label,
                line.label,
                line.of,
                "–" if line.n is None else line.n,
                None if line.share is None else round(line.share, 3),
                _rounded(line.mean if line.mean is not None else result.mean),
            ]
            for line in result.lines
        ]
    columns = [_("Question"), _("Answer"), _("Answered"), _("Number"), _("Share"), _("Average")]
    return Table(_("Summary"), columns, rows)


def _group_sheets(found: Results) -> list[Table]:
    tables = []
    for by, title in BY.items():
        grouping = Grouping(by)
        rows: list[list[Any]] = []
        for result in found.results:
            table = group_table(result.question, found.counted, grouping, protects=found.protects)
            rows += _group_rows(table) if table else []
        columns = [_("Question"), _("Group"), _("Answered"), _("Answer"), _("Number")]
        tables.append(Table(str(title), columns, rows))
    return tables


def _group_rows(table: GroupTable) -> list[list[Any]]:
    label = str(table.question.text("label"))
    return [
        [label, row.label, row.answered, column, "–" if cell is None else cell]
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]


def _response_sheet(found: Results) -> Table:
    rows = [
        [row.label, "–" if row.invited is None else row.invited,
         "–" if row.answered is None else row.answered]
        for row in response_by(found.counted, Grouping("county"), protects=found.protects)
    ]  # fmt: skip
    return Table(_("Response"), [_("County"), _("Invited"), _("Answered")], rows)


def _texts_sheet(found: Results) -> Table:
    rows = [
        [str(result.question.text("label")), text]
        for result in found.results
        for text in result.texts
    ]
    return Table(_("Own words"), [_("Question"), _("Text")], rows)


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)


@allowed(may_record)
def plan_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A training out of what the survey found: `question` and `option` are in the address."""
    survey = kept_survey(request, pk)
    person: User = request.user  # type: ignore[assignment]
    question, option = _asked_for(survey, request.GET)
    form = PlanForm(
        request.POST or None,
        initial={
            "title": (option or question).text("label")[:200],
            "organiser": survey.organisation_id,
            "activity": survey.activity_id,
        },
        organisations=own_organisations(person),
        activities=activity_choices(programmes_taken_part_in(person)),
        also=survey.activity,
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_training(
                survey=survey,
                question=question,
                option=option,
                **form.cleaned_data,
                by=person,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("event", made.event_id)
    context = {
        "survey": survey,
        "question": question,
        "option": option,
        "evidence": evidence_for(survey, question, option),
        "form": form,
    }
    return render(request, "surveys/plan.html", context)


def _asked_for(survey: Survey, said: Any) -> tuple[SurveyQuestion, SurveyOption | None]:
    def key(name: str) -> int:
        text = said.get(name, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 15 else 0

    question = get_object_or_404(
        SurveyQuestion.objects.prefetch_related("options"), pk=key("question"), survey=survey
    )
    question.survey = survey
    option = None
    if said.get("option"):
        option = get_object_or_404(SurveyOption, pk=key("option"), question=question)
        option.question = question
    return question, option
