"""One association: its page, its history, what it changed when it confirmed, its letters."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import QuerySet, Sum
from django.utils.functional import Promise

from loim.events.queries.registrants.delivery import COLOURS, LABELS, delivery_of
from loim.networks.models import (
    Association,
    Confirmation,
    ConfirmationLetter,
    Funding,
    PublishedPart,
    Representative,
)
from loim.people.models import Organisation
from loim.programmes.queries.record_history import Change, Stream, record_history

HIDDEN = frozenset(
    {"id", "submission", "recorded_by", "recorded_at", "confirmed_at", "keeper", "organisation"}
)


def load_associations() -> QuerySet[Association]:
    return Association.objects.select_related(
        "organisation__municipality__county", "keeper", "recorded_by"
    )


@dataclass(frozen=True)
class Shown:
    """What a reader sees: whoever keeps the register everything, everybody what was published."""

    association: Association
    parts: frozenset[str]
    representatives: list[Representative]
    fundings: list[Funding]
    is_all: bool

    def __contains__(self, part: str) -> bool:
        return part in self.parts

    @property
    def totals(self) -> list[tuple[int, Any]]:
        """Funding of each year, the newest first."""
        sums: dict[int, Any] = {}
        for row in self.fundings:
            sums[row.year] = sums.get(row.year, 0) + row.amount
        return sorted(sums.items(), reverse=True)


def shown_association(association: Association, *, is_all: bool) -> Shown:
    """Two queries. E-mail and phone of representatives are for keepers alone: the template asks
    `is_all`."""
    people = association.representatives.order_by("pk")
    if not is_all:
        people = people.filter(listed_consent_at__isnull=False)
    parts = frozenset(PublishedPart.values if is_all else association.published)
    fundings = (
        list(association.fundings.order_by("-year", "source", "payer", "pk"))
        if PublishedPart.FUNDING in parts
        else []
    )
    return Shown(association, parts, list(people), fundings, is_all)


def association_history(association: Association) -> list[Change]:
    """For those who keep it: names of representatives are in it."""

    def rows(model: str, **of: Any) -> Any:
        return apps.get_model(model).objects.filter(**of)

    return record_history(
        Stream(
            Association, rows("networks.AssociationHistory", pgh_obj=association.pk), hidden=HIDDEN
        ),
        Stream(
            Organisation,
            rows("people.OrganisationHistory", pgh_obj=association.organisation_id),
            hidden=frozenset({"id", "logo"}),
        ),
        Stream(
            Representative,
            rows("networks.RepresentativeHistory", association=association.pk),
            part="name",
            value="role",
        ),
        Stream(
            Funding, rows("networks.FundingHistory", association=association.pk),
            part="year", value="amount",
        ),
    )  # fmt: skip


def confirmations_of(association: Association) -> list[Confirmation]:
    rows = association.confirmations.select_related("confirmed_by")
    return list(rows.order_by("-confirmed_at", "-pk")[:10])


def changed_by(confirmation: Confirmation, history: list[Change]) -> list[Change]:
    """What was changed with it: the history's rows of that very moment."""
    return [
        change
        for change in history
        if change.at == confirmation.confirmed_at and change.step in {"confirm", "end"}
    ]


@dataclass(frozen=True)
class Letter:
    letter: ConfirmationLetter
    state: str | Promise
    color: str


def letters_of(association: Association, now: datetime) -> list[Letter]:
    """The newest first, with what became of each."""
    rows: Any = ConfirmationLetter.objects.filter(request__association=association)
    found = delivery_of(rows, now).select_related("request", "mail")
    return [
        Letter(row, LABELS[row.delivery], COLOURS.get(row.delivery, "neutral"))
        for row in found.order_by("-queued_at", "-pk")[:12]
    ]


def money_of(associations: list[int]) -> dict[int, Any]:
    """What each had last year it told of, for the export: one query."""
    rows = Funding.objects.filter(association__in=associations)
    totals: dict[int, tuple[int, Any]] = {}
    for key, year, amount in (
        rows.values("association", "year")
        .annotate(amount=Sum("amount"))
        .order_by("year")
        .values_list("association", "year", "amount")
    ):
        totals[key] = (year, amount)
    return totals
