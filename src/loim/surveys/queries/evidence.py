"""The numbers that speak for a training: how many want it, where."""

from collections import Counter
from dataclasses import dataclass

from loim.surveys.logic.disclosure import hidden_rows
from loim.surveys.models import Survey, SurveyOption, SurveyQuestion, SurveyQuestionKind
from loim.surveys.queries.by_group import Grouping, wanting
from loim.surveys.queries.counting import count_answers
from loim.surveys.queries.results import WANTING


@dataclass(frozen=True)
class Evidence:
    """`counties`: [[name, how many, or None where that is not shown], ...], most first."""

    wanted: int | None
    answered: int
    invited: int
    counties: list[list[object]]


def evidence_for(survey: Survey, question: SurveyQuestion, option: SurveyOption | None) -> Evidence:
    """Of those who answered: chose it, ranked it, or gave it 4 or 5."""
    counted = count_answers(survey, with_texts=False)
    grouping = Grouping("county")
    by_county: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for group, cells in counted.cells[question.pk].items():
        by_county[grouping.key(group)] += (
            wanting(question, cells, option.pk)
            if option is not None
            else sum(cells[None, degree] for degree in WANTING)
        )
    for group, n in counted.answered[question.pk].items():
        answered[grouping.key(group)] += n
    wanted = by_county.total()
    is_hidden = survey.is_anonymous and 0 < wanted < 5
    counties = _by_county(by_county, answered, grouping, hides=survey.is_anonymous)
    has_number = option is not None or question.kind == SurveyQuestionKind.SCALE
    return Evidence(
        wanted=wanted if has_number and not is_hidden else None,
        answered=answered.total(),
        invited=counted.all_invited,
        counties=counties if has_number else [],
    )


def _by_county(
    wanted: Counter[str], answered: Counter[str], grouping: Grouping, *, hides: bool
) -> list[list[object]]:
    keys = [key for key in wanted if key and wanted[key]]
    if hides:
        table = [[wanted[key], answered[key] - wanted[key]] for key in keys]
        hidden = hidden_rows(table, [0])
        keys = [key for place, key in enumerate(keys) if place not in hidden]
    ordered = sorted(keys, key=lambda key: (-wanted[key], grouping.names[key]))
    return [[grouping.names[key], wanted[key]] for key in ordered]
