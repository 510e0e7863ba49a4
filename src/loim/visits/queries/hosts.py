"""Hosts of a visit with what they said, the ones to look after first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Prefetch, Subquery

from loim.events.models import Participant
from loim.visits.models import Answer, Host, HostMessage, Leg, Visit
from loim.visits.queries.board import Board
from loim.visits.queries.diets import counted, diets_by_person


@dataclass(frozen=True)
class HostRow:
    host: Host
    legs: list[Leg]
    messages: int
    awaits_answer: bool  # the last word is the host's

    @property
    def is_unconfirmed(self) -> bool:
        return any(leg.answer in {Answer.NOT_ASKED, Answer.ASKED} for leg in self.legs)

    @property
    def is_cancelled(self) -> bool:
        return any(leg.is_off for leg in self.legs)

    @property
    def can_be_asked(self) -> bool:
        return bool(self.legs) and bool(self.host.contact_email)


def hosts_of(visit: Visit) -> list[HostRow]:
    last = HostMessage.objects.filter(host=OuterRef("pk")).order_by("-sent_at", "-pk")
    hosts = (
        visit.hosts.select_related("organisation")
        .annotate(
            message_count=Count("messages", distinct=True),
            last_is_theirs=Subquery(last.values("is_from_host")[:1]),
        )
        .prefetch_related(
            Prefetch("legs", Leg.objects.select_related("visit__event").order_by("start_at", "pk"))
        )
        .order_by("name", "pk")
    )
    rows = [
        HostRow(host, list(host.legs.all()), host.message_count, bool(host.last_is_theirs))
        for host in hosts
    ]
    return sorted(
        rows, key=lambda row: (not row.is_cancelled, not row.awaits_answer, not row.is_unconfirmed)
    )


@dataclass(frozen=True)
class HostedLeg:
    """What a host needs to know of one meeting."""

    leg: Leg
    people: Sequence[Participant]
    diets: list[tuple[str, int]]

    @property
    def organisations(self) -> list[str]:
        found = {
            person.organisation.name if person.organisation else person.organisation_name
            for person in self.people
        }
        return sorted(name for name in found if name)


def hosted_legs(board: Board, host: Host) -> list[HostedLeg]:
    said = diets_by_person(board.people.values())
    found = []
    for leg in board.legs:
        if leg.host_id == host.pk:
            people = board.going_to(leg)
            found.append(HostedLeg(leg, people, counted(people, said)))
    return found
