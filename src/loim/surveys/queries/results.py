"""What a survey found: numbers by question, with small ones hidden where they have to be."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from loim.common.suppression import suppress
from loim.surveys.logic.pooling import FEWEST
from loim.surveys.models import Survey, SurveyOption, SurveyQuestion, SurveyQuestionKind
from loim.surveys.queries.counting import Cell, Counted, count_answers
from loim.surveys.queries.questionnaire import Questionnaire, options_of, questionnaire

DEGREES = (Decimal(1), Decimal(2), Decimal(3), Decimal(4), Decimal(5), None)
# What asks for something: 4 and 5 of five.
WANTING = (Decimal(4), Decimal(5))
_KIND = SurveyQuestionKind


@dataclass(frozen=True)
class Line:
    """`n` None: too small to be shown, or others would tell it. `share` is of `of` people."""

    label: str
    n: int | None
    of: int
    option: SurveyOption | None = None
    value: Decimal | None = None
    mean: float | None = None  # the average degree, or the average place in a ranking
    first: int | None = None  # how many put it first
    before: float | None = None  # its share in the survey before

    @property
    def share(self) -> float | None:
        return self.n / self.of if self.n is not None and self.of else None


@dataclass
class Result:
    """`lines` of a matrix say how many gave 4 or 5, and the mean."""

    question: SurveyQuestion
    answered: int
    lines: list[Line] = field(default_factory=list)
    mean: float | None = None
    median: float | None = None
    least: float | None = None
    most: float | None = None
    mean_before: float | None = None
    texts: list[str] = field(default_factory=list)
    texts_hidden: int = 0
    answered_before: int | None = None

    @property
    def is_withdrawn(self) -> bool:
        return self.question.withdrawn_at is not None

    @property
    def hides_something(self) -> bool:
        return any(line.n is None for line in self.lines)

    @property
    def can_be_planned(self) -> bool:
        return bool(self.lines)


@dataclass
class Results:
    questionnaire: Questionnaire
    counted: Counted
    protects: bool
    results: list[Result]
    before: Survey | None = None

    @property
    def is_too_few(self) -> bool:
        return self.protects and self.counted.total < FEWEST


def survey_results(
    survey: Survey, *, protects: bool, with_texts: bool = True, compares: bool = True
) -> Results:
    """`protects`: for readers who may not see single answers. A fixed number of queries, nine,
    and nine more where a survey before it is compared."""
    asked = questionnaire(survey, with_withdrawn=True)
    counted = count_answers(survey, with_texts=with_texts)
    found = Results(asked, counted, protects, [])
    if not found.is_too_few:
        found.results = [_result(each, counted, protects=protects) for each in asked.questions]
    if compares and survey.copied_from_id and found.results:
        _compare(found, survey, protects)
    return found


def _result(question: SurveyQuestion, counted: Counted, *, protects: bool) -> Result:
    answered = counted.answered[question.pk].total()
    result = Result(question, answered)
    if question.kind in (_KIND.SHORT_TEXT, _KIND.LONG_TEXT):
        texts = counted.texts[question.pk]
        result.answered = len(texts)
        if protects and 0 < len(texts) < FEWEST:
            result.texts_hidden, result.answered = len(texts), 0
        else:
            result.texts = texts
    elif question.kind == _KIND.NUMBER:
        _number(result, counted, protects=protects)
    else:
        result.lines = LINES[_KIND(question.kind)](question, counted.whole(question.pk), answered)
        if question.kind == _KIND.SCALE:
            result.mean = mean_of(counted.whole(question.pk))
        if protects:
            _protect(result)
    return result


def _number(result: Result, counted: Counted, *, protects: bool) -> None:
    facts = counted.numbers.get(result.question.pk)
    if facts is None or (protects and facts.answered < FEWEST):
        return
    result.mean = float(facts.total / facts.answered)
    result.median = float(facts.median) if facts.median is not None else None
    if not protects and facts.least is not None and facts.most is not None:
        # The largest number is somebody's own.
        result.least, result.most = float(facts.least), float(facts.most)


def _chosen(question: SurveyQuestion, whole: "dict[Cell, int]", answered: int) -> list[Line]:
    return [
        Line(option.text("label"), whole.get((option.pk, None), 0), answered, option)
        for option in options_of(question)
    ]


def _degrees(question: SurveyQuestion, whole: "dict[Cell, int]", answered: int) -> list[Line]:
    return [
        Line(degree_label(question, degree), whole.get((None, degree), 0), answered, value=degree)
        for degree in DEGREES
    ]


def _matrix(question: SurveyQuestion, whole: "dict[Cell, int]", answered: int) -> list[Line]:
    lines = []
    for option in options_of(question):
        own = {cell: n for cell, n in whole.items() if cell[0] == option.pk}
        wanted = sum(own.get((option.pk, degree), 0) for degree in WANTING)
        lines.append(
            Line(option.text("label"), wanted, sum(own.values()), option, mean=mean_of(own))
        )
    return lines


def _ranked(question: SurveyQuestion, whole: "dict[Cell, int]", answered: int) -> list[Line]:
    lines = []
    for option in options_of(question):
        own = {cell: n for cell, n in whole.items() if cell[0] == option.pk}
        first = own.get((option.pk, Decimal(1)), 0)
        lines.append(
            Line(
                option.text("label"),
                sum(own.values()),
                answered,
                option,
                mean=mean_of(own),
                first=first,
            )
        )
    return lines


LINES = {
    _KIND.ONE_OF: _chosen,
    _KIND.SEVERAL_OF: _chosen,
    _KIND.SCALE: _degrees,
    _KIND.MATRIX: _matrix,
    _KIND.RANKING: _ranked,
}


def mean_of(cells: "dict[Cell, int]") -> float | None:
    """Of those who gave a value: 'cannot say' is none."""
    given = {cell: n for cell, n in cells.items() if cell[1] is not None}
    people = sum(given.values())
    if not people:
        return None
    return float(sum((cell[1] or 0) * n for cell, n in given.items()) / people)


def degree_label(question: SurveyQuestion, degree: Decimal | None) -> str:
    if degree is None:
        return _("cannot say")
    words = {1: question.text("low_label"), 5: question.text("high_label")}.get(int(degree), "")
    return f"{int(degree)} – {words}" if words else str(int(degree))


def _protect(result: Result) -> None:
    """Small numbers and what would tell them are hidden; with them the mean."""
    kind = result.question.kind
    if kind in (_KIND.ONE_OF, _KIND.SCALE):
        # Everybody is in one line: the lines add up, so others are hidden with a small one.
        if len(result.lines) > 1:
            ranks = [rank_of(result.question, line) for line in result.lines]
            shown = suppress([[line.n or 0] for line in result.lines], ranks=ranks)
            result.lines = [
                _with_n(line, row[0]) for line, row in zip(result.lines, shown.rows, strict=True)
            ]
        if result.hides_something:
            result.mean = None
    else:
        result.lines = [_hidden_if_small(line) for line in result.lines]


def _hidden_if_small(line: Line) -> Line:
    """Lines that do not add up to anything: each by itself."""
    small = [line.n, line.first] if line.first is not None else [line.n]
    if line.of < FEWEST or any(n is not None and 0 < n < FEWEST for n in small):
        if line.n is not None and line.n >= FEWEST and line.of >= FEWEST:
            return Line(line.label, line.n, line.of, line.option)
        return Line(line.label, None if line.n else 0, line.of, line.option)
    return line


def _with_n(line: Line, n: int | None) -> Line:
    return Line(line.label, n, line.of, line.option, line.value)


def rank_of(question: SurveyQuestion, line: Line) -> str:
    """Which of equal lines is hidden with a small one: nobody can guess, always the same."""
    about = f"{question.pk}:{line.option.pk if line.option else line.value}"
    return salted_hmac("loim.surveys.results", about).hexdigest()


def _compare(found: Results, survey: Survey, protects: bool) -> None:
    """The survey before, question by question and option by option."""
    if survey.copied_from_id is None:
        return
    before = Survey.objects.select_related("organisation").get(pk=survey.copied_from_id)
    earlier = survey_results(before, protects=protects, with_texts=False, compares=False)
    by_question = {result.question.pk: result for result in earlier.results}
    found.before = before
    for result in found.results:
        old = by_question.get(result.question.copied_from_id or 0)
        if old is None:
            continue
        result.mean_before, result.answered_before = old.mean, old.answered
        result.lines = [_with_before(line, old.lines) for line in result.lines]


def _with_before(line: Line, earlier: Sequence[Line]) -> Line:
    for old in earlier:
        is_same_option = line.option is not None and (
            old.option is not None and line.option.copied_from_id == old.option.pk
        )
        is_same_value = line.option is None and old.option is None and old.value == line.value
        if is_same_option or is_same_value:
            return Line(
                line.label, line.n, line.of, line.option, line.value, line.mean, line.first,
                old.share,
            )  # fmt: skip
    return line
