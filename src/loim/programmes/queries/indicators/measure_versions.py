"""The versions of an indicator's measure, in words."""

from dataclasses import dataclass

from loim.programmes.measures.method import Method, method_of
from loim.programmes.measures.wording import in_words
from loim.programmes.models import Indicator, Measure


@dataclass(frozen=True)
class MeasureVersion:
    measure: Measure
    method: Method
    words: str


def measure_versions(indicator: Indicator) -> list[MeasureVersion]:
    """The newest first. Two queries."""
    measures = indicator.measures.select_related("indicator", "created_by")
    found = []
    for measure in measures.prefetch_related("activities").order_by("-version"):
        method = method_of(measure)
        found.append(MeasureVersion(measure, method, in_words(method)))
    return found
