"""The facts of a club as a form would give them."""

from typing import Any

from loim.clubs.actions.clubs import FACT_FIELDS, ClubFacts
from loim.clubs.models import Club


def facts_of(club: Club, **changed: Any) -> ClubFacts:
    said = {name: getattr(club, name) for name in FACT_FIELDS}
    lists = {name: tuple(said[name]) for name in ("languages", "audiences")}
    return ClubFacts(**{**said, **lists, **changed})
