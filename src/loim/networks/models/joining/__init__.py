"""Joining a network of cities."""

from loim.networks.models.joining.process import (
    JoiningDocument,
    JoiningProcess,
    JoiningStep,
    ProcessState,
    StepState,
)
from loim.networks.models.joining.template import JoiningTemplate, TemplateStep

__all__ = [
    "JoiningDocument",
    "JoiningProcess",
    "JoiningStep",
    "JoiningTemplate",
    "ProcessState",
    "StepState",
    "TemplateStep",
]
