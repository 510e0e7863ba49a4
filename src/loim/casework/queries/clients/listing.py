"""Lists of clients and cases of one organisation.

Names are encrypted, so no database can sort or search by them. A whole word of a name is found by
its keyed hash, a personal code by its own, the reference by itself; the rest are filters. Names
are opened for the rows of the page alone.
"""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from loim.casework import vault
from loim.casework.logic.clients.case_states import LIVE
from loim.casework.logic.clients.personal_code import is_code, only_digits
from loim.casework.models import Case, CaseStatus, Client, ClientStatus
from loim.casework.queries.clients.naming import name_hashes, name_of
from loim.people.models import Organisation, User

_REFERENCE = re.compile(r"^([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})$")


@dataclass(frozen=True)
class ClientFilter:
    """Empty means all."""

    search: str = ""
    state: str = ""
    language: str = ""
    target_group: str = ""
    counsellor: User | None = None


def clients_of(organisation: Organisation, wanted: ClientFilter) -> QuerySet[Client]:
    conditions = Q(organisation=organisation) & _searched(wanted.search, organisation)
    conditions &= Q(state=wanted.state) if wanted.state else ~Q(state=ClientStatus.MERGED)
    if wanted.language:
        conditions &= Q(language=wanted.language)
    if wanted.target_group:
        conditions &= Q(target_group=wanted.target_group)
    if wanted.counsellor:
        conditions &= Q(
            pk__in=Case.objects.filter(
                organisation=organisation, counsellor=wanted.counsellor
            ).values("client")
        )
    return (
        Client.objects.filter(conditions)
        .select_related("municipality")
        .annotate(
            live_cases=Count("cases", filter=Q(cases__state__in=sorted(LIVE)), distinct=True),
            last_asked_at=Max("enquiries__held_at"),
        )
        .order_by("-made_at", "-pk")
    )


def with_names(clients: list[Client]) -> list[Client]:
    """Each gets `.shown_name`; of a record that is frozen nothing is opened."""
    for client in clients:
        client.shown_name = name_of(client) if client.is_active else ""  # type: ignore[attr-defined]
    return clients


def _searched(text: str, organisation: Organisation) -> Q:
    text = text.strip()
    if not text:
        return Q()
    digits = only_digits(text)
    if is_code(digits):
        return Q(code_hash=vault.code_hash(digits, organisation_id=organisation.pk))
    if reference := _REFERENCE.match(text):
        first = "".join(reference.groups()).lower()
        return Q(uuid__gte=UUID(first + "0" * 24), uuid__lte=UUID(first + "f" * 24)) | Q(
            name_words__contains=name_hashes(text, organisation.pk) or ["-"]
        )
    return Q(name_words__contains=name_hashes(text, organisation.pk) or ["-"])


@dataclass(frozen=True)
class CaseFilter:
    """`state` is a state, or "live" for all that are not closed."""

    state: str = "live"
    counsellor: User | None = None
    topic: int | None = None
    due_by: date | None = None


def cases_of(organisation: Organisation, wanted: CaseFilter) -> QuerySet[Case]:
    conditions = Q(organisation=organisation)
    if wanted.state == "live":
        conditions &= ~Q(state=CaseStatus.CLOSED)
    elif wanted.state:
        conditions &= Q(state=wanted.state)
    if wanted.counsellor:
        conditions &= Q(counsellor=wanted.counsellor)
    if wanted.topic:
        conditions &= Q(topic=wanted.topic)
    if wanted.due_by:
        conditions &= Q(next_step_on__lte=wanted.due_by)
    return (
        Case.objects.filter(conditions)
        .select_related("client", "topic", "counsellor")
        .order_by("next_step_on", "-opened_at", "-pk")
    )


def with_words(cases: list[Case]) -> list[Case]:
    """Each gets what its row says: the client's name, the matter, the next step."""
    with_names([case.client for case in cases])
    for case in cases:
        open_words(case)
    return cases


def open_words(case: Case) -> Case:
    shows = case.client.is_active
    case.matter = vault.unseal(case.sealed_matter) if shows else ""  # type: ignore[attr-defined]
    case.next_step = vault.unseal(case.sealed_next_step) if shows else ""  # type: ignore[attr-defined]
    return case
