"""Communities, where they are, and what they share."""

from loim.communities.models.area import Area
from loim.communities.models.community import Community, CommunityKind, CommunityState
from loim.communities.models.sharing import Shared, Sharing

__all__ = ["Area", "Community", "CommunityKind", "CommunityState", "Shared", "Sharing"]
