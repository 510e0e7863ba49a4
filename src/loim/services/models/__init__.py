"""Services and journeys; for now, where a journey model is applied."""

from loim.services.models.applied_journey import AppliedJourney

__all__ = ["AppliedJourney"]
