"""Numbers for pages: cards, the years of an indicator, the periods that are kept ready."""

from loim.programmes.queries.indicators.cards import Card, cards
from loim.programmes.queries.indicators.kept_periods import kept_periods, whole_of, year_of

__all__ = ["Card", "cards", "kept_periods", "whole_of", "year_of"]
