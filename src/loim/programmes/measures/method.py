"""How an indicator is counted, as the engine takes it: saved or only tried out."""

from collections.abc import Iterable
from dataclasses import dataclass

from loim.programmes.logic.counting import CountingRule
from loim.programmes.measures.registry import Source, source_of
from loim.programmes.models import Activity, Measure


@dataclass(frozen=True)
class Method:
    """`activities` are coded activities, with all below them; none means the whole programme.

    `kinds` and `scope` restrict nothing where they are empty.
    """

    indicator_id: int
    programme_id: int
    source: Source
    rule: CountingRule
    kinds: tuple[str, ...] = ()
    scope: str = ""
    activities: tuple[tuple[int, str], ...] = ()  # (id, code)

    @property
    def codes(self) -> list[str]:
        return [code for _, code in self.activities]

    def as_facts(self) -> dict[str, object]:
        """What a digest vouches for: two methods that count alike have the same facts."""
        return {
            "source": self.source.key,
            "rule": self.rule.value,
            "kinds": sorted(self.kinds),
            "scope": self.scope,
            "activities": self.codes,
        }


def coded(activities: Iterable[Activity]) -> tuple[tuple[int, str], ...]:
    return tuple(
        sorted({(found.pk, found.code) for found in activities}, key=lambda pair: pair[::-1])
    )


def method_of(measure: Measure) -> Method:
    """One query for the activities unless they are prefetched, one for the indicator likewise."""
    return Method(
        indicator_id=measure.indicator_id,
        programme_id=measure.indicator.programme_id,
        source=source_of(measure.source),
        rule=CountingRule(measure.rule),
        kinds=tuple(measure.kinds),
        scope=measure.scope,
        activities=coded(measure.activities.all()),
    )
