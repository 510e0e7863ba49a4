"""Experts: who they are, their consent, references, and what is asked of them."""

from loim.experts.models.consent import Consent, ConsentEnd
from loim.experts.models.expert import (
    WORK_LANGUAGES,
    Availability,
    Expert,
    ExpertKind,
    WorkFormat,
)
from loim.experts.models.field import ExpertField
from loim.experts.models.reference import Reference, ReferenceStatus
from loim.experts.models.request import (
    Approach,
    ApproachMessage,
    ApproachStatus,
    ExpertRequest,
    RequestKind,
    RequestStatus,
)

__all__ = [
    "WORK_LANGUAGES",
    "Approach",
    "ApproachMessage",
    "ApproachStatus",
    "Availability",
    "Consent",
    "ConsentEnd",
    "Expert",
    "ExpertField",
    "ExpertKind",
    "ExpertRequest",
    "Reference",
    "ReferenceStatus",
    "RequestKind",
    "RequestStatus",
    "WorkFormat",
]
