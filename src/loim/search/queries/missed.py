"""What was looked for in vain, for editors: nothing that only one or two days have seen."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import Lower

from loim.search.models import GroupedWord, MissedSearch

LEAST_DAYS = 3  # what somebody looked for once could tell who it was
MOST = 200


@dataclass(frozen=True)
class Missed:
    words: str
    number: int
    days: int
    last_day: date
    first_day: date


def missed_searches() -> list[Missed]:
    """The most frequent first; not what editors have made a word of since."""
    kept = GroupedWord.objects.annotate(small=Lower("word")).values("small")
    rows = (
        MissedSearch.objects.values("words")
        .annotate(total=Sum("number"), days=Count("day"), last=Max("day"), first=Min("day"))
        .exclude(words__in=kept)
        .filter(days__gte=LEAST_DAYS)
        .order_by("-total", "words")[:MOST]
    )
    return [
        Missed(row["words"], row["total"], row["days"], row["last"], row["first"]) for row in rows
    ]
