"""The journeys that a client is on, as the catalogue shows them, with what is done."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from loim.casework.models import Client, ClientJourney, StepMark
from loim.casework.queries.clients.own_link import language_of
from loim.content.queries.reading import attach_texts
from loim.services.models import AppliedJourney, Journey, JourneyStatus
from loim.services.queries.journeys.own_list import OwnList, Said, ShownStep, own_list


@dataclass(frozen=True)
class ClientsJourney:
    begun: ClientJourney
    list: OwnList
    not_needed: frozenset[int]

    @property
    def steps_that_count(self) -> int:
        return sum(step.key not in self.not_needed for step in self.list.steps)

    @property
    def done(self) -> int:
        return sum(step.is_done and step.key not in self.not_needed for step in self.list.steps)

    @property
    def next_step(self) -> ShownStep | None:
        """The first that is open and whose needs are met."""
        open_numbers = {step.number for step in self.list.steps if not step.is_done}
        free = (
            step
            for step in self.list.steps
            if not step.is_done and not open_numbers & set(step.after)
        )
        return next(free, None)


def journeys_of(
    client: Client, *, now: datetime, language: str = "", of: ClientJourney | None = None
) -> list[ClientsJourney]:
    """In the language of the client, unless another is asked for."""
    rows = begun_journeys(client)
    if of is not None:
        rows = rows.filter(pk=of.pk)
    found = []
    for begun in rows:
        marks = {mark.step_id: mark.mark for mark in begun.marks.all()}
        edition = begun.edition
        edition.journey = begun.journey
        days = {"arrival": client.arrived_on} if client.arrived_on else {}
        said = Said({}, days, frozenset(marks))
        shown = own_list(
            edition, said, language=language or language_of(client), now=now, applied=begun.applied
        )
        skipped = {step for step, mark in marks.items() if mark == StepMark.NOT_NEEDED}
        found.append(ClientsJourney(begun, shown, frozenset(skipped)))
    return found


def begun_journeys(client: Client) -> QuerySet[ClientJourney]:
    return (
        ClientJourney.objects.filter(client=client)
        .select_related("journey__keeper", "edition", "applied__organisation", "organisation")
        .prefetch_related("marks")
        .order_by("begun_at", "pk")
    )


def journeys_to_begin(client: Client) -> list[Journey]:
    """Published ones that the client is not on, with their titles; the municipality's first."""
    rows = Journey.objects.filter(status=JourneyStatus.PUBLISHED, editions__isnull=False)
    rows = rows.exclude(pk__in=ClientJourney.objects.filter(client=client).values("journey"))
    return attach_texts(list(rows.distinct().order_by("slug")))


def applied_by(client: Client, journey: Journey) -> AppliedJourney | None:
    """How the client's organisation applies it, if it does."""
    return (
        AppliedJourney.objects.filter(
            journey=journey, organisation=client.organisation_id, end_date=None
        )
        .select_related("edition")
        .first()
    )
