"""Keys of programs, and what they sent."""

from loim.api.models.sent import SentRegistration
from loim.api.models.token import ApiToken

__all__ = ["ApiToken", "SentRegistration"]
