"""What a subject can begin, and what it is in the middle of."""

from collections.abc import Sequence

from loim.assessments.models import Assessment, Questionnaire, Subject


def under_way_of(subject: Subject) -> list[Assessment]:
    return list(
        Assessment.objects.under_way()
        .filter(subject=subject)
        .select_related("version__questionnaire")
        .order_by("-begun_at", "-pk")
    )


def offered_to(subject: Subject, under_way: Sequence[Assessment]) -> list[Questionnaire]:
    """In use for its kind, without those under way."""
    return list(
        Questionnaire.objects.filter(
            for_kind=subject.kind, retired_at=None, versions__state="published"
        )
        .exclude(pk__in=[row.questionnaire_id for row in under_way])
        .distinct()
        .order_by("title", "pk")
    )
