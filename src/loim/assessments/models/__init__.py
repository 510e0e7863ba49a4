"""Questionnaires, who assesses itself by them, and what was answered."""

from loim.assessments.models.subject import Subject

__all__ = ["Subject"]
