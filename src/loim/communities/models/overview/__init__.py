"""What a municipality does for its communities, and the figures that are published of them."""

from loim.communities.models.overview.figures import (
    CommunityFigure,
    CountedCommunity,
    FigureMeasure,
    FiguresMonth,
)
from loim.communities.models.overview.support import Support, SupportKind

__all__ = [
    "CommunityFigure",
    "CountedCommunity",
    "FigureMeasure",
    "FiguresMonth",
    "Support",
    "SupportKind",
]
