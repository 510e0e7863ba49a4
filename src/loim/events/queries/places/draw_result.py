"""What a finished draw tells everybody; it names nobody."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q

from loim.events.logic.places.reasons import Reason
from loim.events.models import Decision, Draw
from loim.events.queries.places.chances import percent_of

DRAWN = (Reason.FROM_DRAW.value, Reason.NOT_DRAWN.value, Reason.NOT_DRAWN_AT_ALL.value)


@dataclass(frozen=True)
class DrawResult:
    """How many took part and were drawn; percents of the smallest and the largest chance."""

    people: int
    chosen: int
    smallest: str
    largest: str
    digest: str


def result_of(draw: Draw) -> DrawResult | None:
    """None before the draw, and where there was nothing to draw."""
    if not draw.record or "hash" not in draw.record:
        return None
    rows = Decision.objects.filter(Q(reason__in=DRAWN), participant__event=draw.event_id)
    drawn = list(rows.values_list("reason", "values__chance"))
    chances = [Fraction(chance) for _reason, chance in drawn if chance is not None]
    if not chances:
        return None
    return DrawResult(
        people=len(drawn),
        chosen=sum(1 for reason, _chance in drawn if reason == Reason.FROM_DRAW),
        smallest=percent_of(min(chances)),
        largest=percent_of(max(chances)),
        digest=str(draw.record["hash"]),
    )
