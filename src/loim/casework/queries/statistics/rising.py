"""What has risen in the month that was published last, of all that is shown of it."""

from dataclasses import dataclass
from datetime import date

from loim.casework.logic.statistics.rises import Rise, Strength, compared_with, rises
from loim.casework.models import Dimension
from loim.casework.queries.statistics.figures import SHOWN_BY, Figures


@dataclass(frozen=True)
class Risen:
    dimension: str
    category: str
    month: date
    rise: Rise


def all_rises(figures: Figures, month: date) -> list[Risen]:
    """Every number of the month that can be compared, in whatever direction it went."""
    counts = {}
    for dimension in (Dimension.ALL, *SHOWN_BY):
        if dimension == Dimension.IDENTITY:
            continue
        for category in figures.categories(dimension):
            known = figures.by_month(dimension, category)
            count = known.get(month)
            compared = compared_with(month, known, figures.first)
            if count and compared:
                counts[f"{dimension}\0{category}"] = (count, *compared)
    found = []
    for name, rise in rises(counts).items():
        dimension_said, category_said = name.split("\0")
        found.append(Risen(dimension_said, category_said, month, rise))
    return found


def flagged(figures: Figures, month: date) -> list[Risen]:
    """Those that chance hardly explains, the strongest first."""
    found = [one for one in all_rises(figures, month) if one.rise.strength != Strength.NONE]
    return sorted(found, key=lambda one: (one.rise.chance, -one.rise.ratio))


def rise_of(figures: Figures, dimension: str, category: str) -> Rise | None:
    """Of one number in the last month, judged together with all others of that month."""
    for one in all_rises(figures, figures.last):
        if (one.dimension, one.category) == (dimension, category):
            return one.rise
    return None
