"""Deliverables: what was published, for everybody and for a library; what is on its way."""

from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from loim.trainings.models import Deliverable, DeliverableVersion, Training
from loim.trainings.queries.teams import admitted_teams


def published_deliverables() -> QuerySet[Deliverable]:
    """All that everybody may read, the latest first: with their team, training and version.

    What a library of resources takes over: title, summary, file and who made it.
    """
    return (
        Deliverable.objects.filter(published_at__isnull=False)
        .select_related(
            "team__municipality__county", "team__call__training__organiser", "published_version"
        )
        .order_by("-published_at", "-pk")
    )


def deliverable_page(pk: int) -> Deliverable | None:
    """Published, or taken back: then the page says so."""
    return (
        Deliverable.objects.select_related(
            "team__municipality__county", "team__call__training__organiser", "published_version"
        )
        .filter(pk=pk)
        .first()
    )


def deliverables_by_team(training: Training) -> list[Any]:
    """Each admitted team with its deliverable's state; two queries.

    `team.model` is the deliverable or None; it has `newest_state`, `newest_number`, `accepted`.
    """
    newest = DeliverableVersion.objects.filter(deliverable=OuterRef("pk")).order_by("-number")
    accepted = newest.filter(state="accepted")
    found = {
        row.team_id: row
        for row in Deliverable.objects.filter(team__call__training=training).annotate(
            versions_count=Count("versions"),
            newest_state=Subquery(newest.values("state")[:1]),
            newest_number=Subquery(newest.values("number")[:1]),
            newest_at=Subquery(newest.values("made_at")[:1]),
            accepted=Subquery(accepted.values("number")[:1]),
        )
    }
    teams: list[Any] = list(admitted_teams(training))
    for team in teams:
        team.model = found.get(team.pk)
    return teams


def versions_of(deliverable: Deliverable) -> list[DeliverableVersion]:
    """The newest first."""
    return list(deliverable.versions.select_related("made_by", "decided_by").order_by("-number"))


def teams_with_accepted_model(training: Training) -> set[int]:
    rows = DeliverableVersion.objects.filter(
        deliverable__team__call__training=training, state="accepted"
    )
    return set(rows.values_list("deliverable__team", flat=True))


def published_numbers() -> QuerySet[Any]:
    """Of each training how many models are public."""
    return (
        Deliverable.objects.filter(published_at__isnull=False)
        .values(training=F("team__call__training"))
        .annotate(models=Count("pk"))
        .order_by()
    )
