"""A city's way into a network: its steps, how far it is, what it found of itself over the years."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Prefetch, Q, QuerySet

from loim.assessments.queries.results import SubjectResult, history_of
from loim.networks.logic.joining.progress import (
    Counted,
    Picture,
    StepDates,
    counted,
    is_overdue,
    picture_of,
)
from loim.networks.logic.joining.states import WAITING_STEPS, StepStage
from loim.networks.models import JoiningDocument, JoiningProcess, JoiningStep, ProcessState
from loim.people.models import User
from loim.programmes.queries.record_history import Change, Stream, record_history


def load_processes() -> QuerySet[JoiningProcess]:
    return JoiningProcess.objects.select_related(
        "network__organisation", "network__activity__programme", "subject"
    )


@dataclass(frozen=True)
class ShownStep:
    step: JoiningStep
    number: int
    is_overdue: bool


@dataclass(frozen=True)
class Way:
    steps: list[ShownStep]
    counted: Counted
    picture: Picture | None


def way_of(process: JoiningProcess, today: date) -> Way:
    """Two queries."""
    documents = JoiningDocument.objects.order_by("added_at", "pk")
    rows = list(
        process.steps.select_related("responsible")
        .prefetch_related(Prefetch("documents", documents))
        .order_by("position", "pk")
    )
    for row in rows:
        row.process = process
    dates = [StepDates(StepStage(row.state), row.due_date, row.done_date) for row in rows]
    # What ended is drawn as it stood on that day.
    day = process.ended_date or today
    late = process.state == ProcessState.OPEN
    return Way(
        steps=[
            ShownStep(row, place + 1, late and is_overdue(dates[place], today))
            for place, row in enumerate(rows)
        ],
        counted=counted(dates, day),
        picture=picture_of(dates, process.start_date, day),
    )


def counts_of(processes: list[JoiningProcess], today: date) -> dict[int, Counted]:
    """One query for all of them."""
    dates: dict[int, list[StepDates]] = {process.pk: [] for process in processes}
    rows = JoiningStep.objects.filter(process__in=processes)
    for process, state, due, done in rows.values_list("process", "state", "due_date", "done_date"):
        dates[process].append(StepDates(StepStage(state), due, done))
    return {key: counted(steps, today) for key, steps in dates.items()}


def overdue_steps(person: User, today: date) -> QuerySet[JoiningStep]:
    """What this person is responsible for; whoever began the way looks after what is nobody's."""
    mine = Q(responsible=person) | Q(responsible=None, process__created_by=person)
    return (
        JoiningStep.objects.filter(
            mine,
            process__state=ProcessState.OPEN,
            state__in=[str(stage) for stage in WAITING_STEPS],
            due_date__lt=today,
        )
        .select_related("process__network")
        .order_by("due_date", "pk")
    )


@dataclass(frozen=True)
class YearsOfResults:
    """By questionnaire, the newest first in each: the same themes beside each other."""

    title: Any
    slug: str
    results: list[SubjectResult]

    @property
    def themes(self) -> list[tuple[Any, list[int | None]]]:
        rows: dict[str, tuple[Any, list[int | None]]] = {}
        for place, result in enumerate(self.results):
            for found in result.themes:
                row = rows.setdefault(found.theme.key, (found.title, [None] * len(self.results)))
                row[1][place] = found.percent
        return list(rows.values())


def results_over_years(process: JoiningProcess) -> list[YearsOfResults]:
    """Of this way and of earlier ones of the same network. So many queries as there are ways."""
    ways = JoiningProcess.objects.filter(network=process.network_id).select_related("subject")
    found: dict[str, list[SubjectResult]] = {}
    for way in ways.order_by("-pk"):
        for result in history_of(way.subject):
            found.setdefault(result.questionnaire, []).append(result)
    return [
        YearsOfResults(rows[0].title, slug, sorted(rows, key=_newest_first))
        for slug, rows in found.items()
    ]


def _newest_first(result: SubjectResult) -> tuple[int, int]:
    return (-result.finished_on.toordinal(), -result.assessment_id)


def process_history(process: JoiningProcess) -> list[Change]:
    def rows(model: str, **of: Any) -> Any:
        return apps.get_model("networks", model).objects.filter(**of)

    return record_history(
        Stream(JoiningProcess, rows("JoiningProcessHistory", pgh_obj=process.pk)),
        Stream(JoiningStep, rows("JoiningStepHistory", process=process.pk), part="title", value="state"),
    )  # fmt: skip
