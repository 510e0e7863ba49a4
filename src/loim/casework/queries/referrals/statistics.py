"""How referrals fare, without anybody in them: by recipient and by topic, small cells hidden."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.utils.crypto import salted_hmac

from loim.casework.models import Referral
from loim.common.suppression import THRESHOLD, suppress
from loim.people.models import Organisation


@dataclass(frozen=True)
class Line:
    """Numbers are None where they may not be shown; `days` is the median time to an answer."""

    name: str
    sent: int | None
    answered: int | None
    accepted: int | None
    days: float | None


@dataclass(frozen=True)
class ReferralStatistics:
    by_recipient: list[Line]
    by_topic: list[Line]
    total: Line
    hides_something: bool


def referral_statistics(
    organisation: Organisation, since: datetime, until: datetime
) -> ReferralStatistics:
    """Of those sent from `since` until before `until`. One query."""
    rows = list(
        Referral.objects.filter(organisation=organisation, sent_at__gte=since, sent_at__lt=until)
        .select_related("topic")
        .defer("sealed_passed_on", "sealed_answer", "sealed_outcome")
        .order_by("pk")
    )
    recipients, hides = _lines(rows, lambda row: row.recipient_name)
    topics, hides_too = _lines(rows, lambda row: str(row.topic.text("name")))
    return ReferralStatistics(recipients, topics, _total(rows), hides or hides_too)


def _lines(rows: list[Referral], name_of: Callable[[Referral], str]) -> tuple[list[Line], bool]:
    groups: dict[str, list[Referral]] = defaultdict(list)
    for row in rows:
        groups[name_of(row)].append(row)
    names = sorted(groups)
    if len(names) < 2:
        # A single group is the total, which stands or falls for itself.
        return [Line(name, *_shown(groups[name]), _days(groups[name])) for name in names], False
    numbers = [_numbers(groups[name]) for name in names]
    ranks = [salted_hmac("loim.referral-statistics", name).hexdigest() for name in names]
    shown = suppress(numbers, ranks=ranks)
    lines = []
    for name, numbers_shown in zip(names, shown.rows, strict=True):
        sent, answered, accepted = numbers_shown
        lines.append(
            Line(name, sent, answered, accepted, _days(groups[name]) if answered else None)
        )
    return lines, shown.hides_something


def _total(rows: list[Referral]) -> Line:
    return Line("", *_shown(rows), _days(rows))


def _shown(rows: list[Referral]) -> tuple[int | None, int | None, int | None]:
    sent, answered, accepted = _numbers(rows)
    if 0 < sent < THRESHOLD:
        return None, None, None
    hidden = 0 < answered < THRESHOLD or 0 < sent - answered < THRESHOLD
    return sent, None if hidden else answered, None if hidden else accepted


def _numbers(rows: Iterable[Referral]) -> tuple[int, int, int]:
    """Sent, of them answered, of them accepted."""
    found = list(rows)
    answered = [row for row in found if row.answered_at is not None]
    accepted = [row for row in answered if row.state in {"accepted", "done"}]
    return len(found), len(answered), len(accepted)


def _days(rows: Iterable[Referral]) -> float | None:
    """Of five answers at least: of fewer it would tell about one of them."""
    times = [
        (row.answered_at - row.sent_at).total_seconds() / 86400
        for row in rows
        if row.answered_at is not None and row.sent_at is not None
    ]
    return round(median(times), 1) if len(times) >= THRESHOLD else None
