"""A journey as its designers write it: its steps in order, their needs and titles."""

from collections.abc import Iterable

from django.db.models import Q

from loim.content.models import TextState
from loim.services.logic.journeys.plan import JourneyPlan, StagePlan, StepPlan
from loim.services.models import Journey, JourneyStep, Service, ServiceStatus, StepNeed
from loim.services.queries.catalogue.page import with_source_title


def ordered_steps(journey: Journey) -> list[JourneyStep]:
    """Those that were not removed, with their stages. One query."""
    return list(
        journey.steps.filter(is_removed=False)
        .select_related("stage")
        .order_by("stage__place", "stage", "place", "pk")
    )


def needs_of(journey: Journey) -> dict[int, tuple[int, ...]]:
    """By step: what must be done before it. One query."""
    found: dict[int, tuple[int, ...]] = {}
    pairs = StepNeed.objects.filter(
        step__journey=journey, step__is_removed=False, need__is_removed=False
    ).order_by("pk")
    for step, need in pairs.values_list("step", "need"):
        found[step] = (*found.get(step, ()), need)
    return found


def titles_of_steps(steps: Iterable[int]) -> dict[int, str]:
    """In the languages that they were written in, drafts too. One query."""
    rows = TextState.objects.filter(text__journey_step__in=list(steps), is_source=True)
    return dict(rows.values_list("text__journey_step", "title"))


def plan_of(journey: Journey) -> JourneyPlan:
    """What would be published now. Five queries."""
    steps = ordered_steps(journey)
    needs = needs_of(journey)
    texts = [step.text_id for step in steps]
    words = dict(
        TextState.objects.filter(text__in=texts, is_source=True, current__isnull=False).values_list(
            "text", "current"
        )
    )
    services: dict[int, tuple[int, ...]] = {}
    links = JourneyStep.services.through.objects.filter(journeystep__in=steps).order_by("pk")
    for step, service in links.values_list("journeystep", "service"):
        services[step] = (*services.get(step, ()), service)
    stages = journey.stages.filter(is_removed=False).order_by("place", "pk")
    return JourneyPlan(
        tuple(StagePlan(stage.pk, stage.titles) for stage in stages),
        tuple(
            StepPlan(
                key=step.pk,
                stage=step.stage_id,
                text=step.text_id,
                words=words.get(step.text_id, 0),
                needs=needs.get(step.pk, ()),
                conditions=tuple(step.conditions),
                deadline=step.deadline,
                minutes=step.minutes,
                services=services.get(step.pk, ()),
            )
            for step in steps
        ),
    )


def titles_of_journeys(journeys: Iterable[Journey]) -> dict[int, str]:
    """In the languages that they were written in, drafts too. One query."""
    rows = TextState.objects.filter(text__journey__in=list(journeys), is_source=True)
    return dict(rows.values_list("text__journey", "title"))


def services_to_choose(journey: Journey) -> list[tuple[int, str]]:
    """(key, title and provider): those that are provided anywhere in the journey's place, and those
    that its steps lead to already. One query."""
    of_place = Q(municipality=None)
    if journey.municipality_id:
        of_place |= Q(municipality=journey.municipality_id)
    else:
        of_place |= Q(municipality__isnull=False)
    used = JourneyStep.services.through.objects.filter(journeystep__journey=journey)
    found = with_source_title(
        Service.objects.filter(
            Q(of_place, status=ServiceStatus.ACTIVE) | Q(pk__in=used.values("service"))
        ).select_related("authority")
    )
    return [
        (each.pk, f"{each.source_title} ({each.authority.name})")  # type: ignore[attr-defined]
        for each in sorted(found, key=_by_title)
    ]


def _by_title(service: Service) -> tuple[str, int]:
    return service.source_title or "", service.pk  # type: ignore[attr-defined]
