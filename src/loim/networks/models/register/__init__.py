"""The register of associations of national minorities, and what they need."""

from loim.networks.models.register.association import (
    Association,
    AssociationState,
    PublishedPart,
)
from loim.networks.models.register.confirmation import (
    Confirmation,
    ConfirmationLetter,
    ConfirmationRequest,
    ConfirmedBy,
)
from loim.networks.models.register.need import (
    HeardAt,
    Need,
    NeedFollowUp,
    NeedState,
    NeedTopic,
    NeedVoice,
)
from loim.networks.models.register.parts import Funding, FundingSource, Representative
from loim.networks.models.register.words import ACTIVITY_FIELDS, NATIONALITIES, SPOKEN_LANGUAGES

__all__ = [
    "ACTIVITY_FIELDS",
    "NATIONALITIES",
    "SPOKEN_LANGUAGES",
    "Association",
    "AssociationState",
    "Confirmation",
    "ConfirmationLetter",
    "ConfirmationRequest",
    "ConfirmedBy",
    "Funding",
    "FundingSource",
    "HeardAt",
    "Need",
    "NeedFollowUp",
    "NeedState",
    "NeedTopic",
    "NeedVoice",
    "PublishedPart",
    "Representative",
]
