"""Opening hours in schema.org's words."""

from collections.abc import Iterable
from typing import Any

from loim.services.logic.opening import Rule

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def opening_hours(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Only what holds week after week: schema.org knows no seasons and no 'first Tuesday', and
    hours that are wrong for half of the year are worse than none."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [_DAYS[day] for day in sorted(rule.weekdays)],
            "opens": f"{rule.opens_at:%H:%M}",
            "closes": f"{rule.closes_at:%H:%M}",
            **({"validFrom": str(rule.start_date)} if rule.start_date else {}),
            **({"validThrough": str(rule.end_date)} if rule.end_date else {}),
        }
        for rule in rules
        if rule.interval == 1 and not rule.nths and rule.season_start is None
    ]
