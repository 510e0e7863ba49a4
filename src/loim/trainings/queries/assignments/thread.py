"""What a team has handed in for one assignment, with what was said about it."""

from loim.trainings.models import Assignment, HandIn, HandInDraft, Team


def versions_of(assignment: Assignment, team: Team) -> list[HandIn]:
    """The newest first, each with its `thread` of comments; two queries."""
    rows = list(
        HandIn.objects.filter(assignment=assignment, team=team)
        .select_related("handed_in_by", "decided_by")
        .prefetch_related("comments__user", "comments__member")
        .order_by("-version")
    )
    for row in rows:
        row.thread = sorted(row.comments.all(), key=lambda c: (c.written_at, c.pk))  # type: ignore[attr-defined]
    return rows


def draft_of(assignment: Assignment, team: Team) -> HandInDraft | None:
    return (
        HandInDraft.objects.select_related("saved_by")
        .filter(assignment=assignment, team=team)
        .first()
    )
