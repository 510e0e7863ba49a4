"""What was recorded under the coded activities: for draft texts, and to see what is overdue."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.programmes.logic.counting import CountingRule
from loim.programmes.logic.periods import Period
from loim.programmes.measures.registry import Source, all_sources
from loim.programmes.models import Programme

MOST_LINES = 60  # of one activity: a longer list helps nobody to write


@dataclass(frozen=True, slots=True)
class RecordedWork:
    """One record done under a coded activity: an event, a network, an applied journey."""

    record: int
    day: date
    title: str
    kind: str  # in words
    lasts: bool  # a state that began on that day or earlier, not a happening

    def as_line(self) -> str:
        """'· 10.05.2023 Coordinators meet (network meeting)': a draft for a person to edit."""
        day = date_format(self.day, "SHORT_DATE_FORMAT")
        when = _("since %(day)s:") % {"day": day} if self.lasts else day
        what = f"{self.title} ({self.kind})" if self.kind else self.title
        return f"· {when} {what}"


def recorded_work(programme: Programme, period: Period) -> dict[int, list[RecordedWork]]:
    """By the id of the coded activity, in order of days. One query for each kind of record."""
    work: dict[int, list[RecordedWork]] = defaultdict(list)
    seen: set[tuple[str, int]] = set()
    for source, found in _sources_of_work(programme, period):
        rows = found.order_by("from_date", "record").values_list(
            "root", "record", "from_date", "title", "kind"
        )
        for root, record, day, title, kind in rows:
            if (source.page or source.key, record) in seen:
                continue
            seen.add((source.page or source.key, record))
            words = str(source.kind_label(kind)) if kind else ""
            work[root].append(RecordedWork(record, day, title, words, source.is_state))
    for lines in work.values():
        lines.sort(key=lambda line: (line.day, line.title, line.record))
    return dict(work)


def activities_with_work(programme: Programme, period: Period) -> set[int]:
    """The coded activities under which anything was recorded. One query for all kinds."""
    parts = [
        found.order_by().values_list("root", flat=True)
        for _source, found in _sources_of_work(programme, period)
    ]
    return set(parts[0].union(*parts[1:])) if parts else set()


def draft_text(work: list[RecordedWork], typed: str) -> str:
    """What a person typed, untouched, and below it a line for each record not there yet."""
    there = set(typed.splitlines())
    lines = [line for entry in work if (line := entry.as_line()) not in there]
    more = len(lines) - MOST_LINES
    if more > 0:
        lines = lines[:MOST_LINES]
        lines.append(ngettext("· and %(n)s more", "· and %(n)s more", more) % {"n": more})
    return "\n".join([*([typed] if typed else []), *lines])


def _sources_of_work(
    programme: Programme, period: Period
) -> Iterator[tuple[Source, QuerySet[Any]]]:
    for source in all_sources():
        # Attendance, say, tells of the same events once more for everybody who came.
        if not source.has_activities or CountingRule.RECORDS not in source.rules:
            continue
        if source.records is None:
            continue
        found = source.records(programme.pk).filter(root__isnull=False)
        if source.is_state:
            found = found.filter(
                Q(to_date=None) | Q(to_date__gte=period.start), from_date__lte=period.end
            )
        else:
            found = found.filter(from_date__range=(period.start, period.end))
        yield source, found
