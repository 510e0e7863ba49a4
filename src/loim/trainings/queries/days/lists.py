"""Training days with the numbers of their lists."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from loim.events.models import EventStatus
from loim.trainings.models import Training, TrainingDay
from loim.trainings.queries.days.attendance import training_days


@dataclass(frozen=True)
class DayRow:
    """`on_list` and `came` count the cohort alone."""

    day: TrainingDay
    on_list: int
    came: int

    def is_behind(self, members: int) -> bool:
        """Somebody of the cohort is not on the list of a day to come."""
        return self.day.event.status == EventStatus.PUBLISHED and self.on_list < members


def days_with_numbers(training: Training) -> list[DayRow]:
    """One query."""
    joined = Q(places__member__state="joined", places__member__team__state="admitted")
    # Whoever said that they cannot come was on the list.
    rows: Any = training_days(training).annotate(
        on_list=Count("places", filter=joined),
        came=Count("places", filter=Q(places__participant__state="attended")),
    )
    return [DayRow(row, row.on_list, row.came) for row in rows]
