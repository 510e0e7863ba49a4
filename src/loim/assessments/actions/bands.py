"""On the first of a month it is written down how those alike stand: for reading all month long."""

from collections import defaultdict
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from loim.assessments.logic.bands import FEWEST, band
from loim.assessments.models import Assessment, Band, Result
from loim.assessments.subjects import known_kinds

Group = tuple[int, str, str]  # version, kind, likeness


def publish_bands(*, now: datetime) -> int:
    """For the month in which `now` is; what is there already stays. How many groups were added.

    Of each subject counts the latest finished before the month began, if the subject agrees now
    that it is counted (`subjects.SubjectKind.counted`).
    """
    month = localdate(now).replace(day=1)
    began = timezone.make_aware(datetime.combine(month, time.min))
    groups: dict[Group, list[int]] = defaultdict(list)
    for kind in known_kinds():
        latest = (
            Assessment.objects.finished()
            .filter(subject__kind=kind.key, ended_at__lt=began)
            .exclude(subject__likeness="")
            .order_by("subject", "questionnaire", "-ended_at", "-pk")
            .distinct("subject", "questionnaire")
            .select_related("subject")
        )
        rows = list(latest)
        counted = kind.counted([row.subject_id for row in rows])
        for row in rows:
            if row.subject_id in counted:
                groups[row.version_id, kind.key, row.subject.likeness].append(row.pk)
    return sum(_publish(group, keys, month) for group, keys in groups.items())


def _publish(group: Group, assessments: list[int], month: date) -> bool:
    version, kind, likeness = group
    if len(assessments) < FEWEST:
        return False
    percents: dict[int | None, list[int]] = defaultdict(list)
    for result in Result.objects.filter(assessment__in=assessments):
        if result.percent is not None:
            percents[result.theme_id].append(result.percent)
    with transaction.atomic():
        there = Band.objects.filter(version=version, kind=kind, likeness=likeness, month_date=month)
        if there.exists():
            return False
        made = [
            Band(
                version_id=version, kind=kind, likeness=likeness, month_date=month, theme_id=theme,
                low=found.low, median=found.median, high=found.high,
            )
            for theme, numbers in percents.items()
            if (found := band(numbers)) is not None
        ]  # fmt: skip
        Band.objects.bulk_create(made, ignore_conflicts=True)
    return bool(made)
