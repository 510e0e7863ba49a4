"""The states of a service, and what may follow what."""

from enum import Enum


class ServiceState(Enum):
    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


class ServiceStep(Enum):
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"


STEPS: dict[tuple[ServiceState, ServiceStep], ServiceState] = {
    (ServiceState.DRAFT, ServiceStep.OPEN): ServiceState.ACTIVE,
    (ServiceState.ACTIVE, ServiceStep.CLOSE): ServiceState.CLOSED,
    (ServiceState.CLOSED, ServiceStep.REOPEN): ServiceState.ACTIVE,
}


def after(state: ServiceState, step: ServiceStep) -> ServiceState | None:
    """None where the step is not possible."""
    return STEPS.get((state, step))
