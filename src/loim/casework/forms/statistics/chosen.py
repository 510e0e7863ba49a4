"""Whose figures, of which year, by what: only what is published can be chosen."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from loim.casework.models import Dimension
from loim.casework.queries.statistics.figures import SHOWN_BY, Figures
from loim.people.models import Organisation


@dataclass(frozen=True)
class Chosen:
    organisation: Organisation | None
    year: int
    by: str

    @property
    def query(self) -> str:
        whose = self.organisation.pk if self.organisation else "all"
        return f"organisation={whose}&year={self.year}&by={self.by}"


def chosen_organisation(
    asked: QueryDict, known: list[Organisation], own: set[int]
) -> Organisation | None:
    """The one asked for; else one's own; else all together (None). What is not known is all."""
    if asked.get("organisation"):
        return next((one for one in known if str(one.pk) == asked["organisation"]), None)
    return next((one for one in known if one.pk in own), None)


def chosen(asked: QueryDict, figures: Figures) -> Chosen:
    years = range(figures.first.year, figures.last.year + 1)
    year = asked.get("year", "")
    by = asked.get("by", "")
    return Chosen(
        figures.organisation,
        int(year) if year in {str(one) for one in years} else figures.last.year,
        by if by in set(SHOWN_BY) else str(Dimension.TOPIC),
    )


def asked_month(text: str, figures: Figures) -> date | None:
    try:
        month = date.fromisoformat(text)
    except ValueError:
        return None
    return month if month in figures.months() else None
