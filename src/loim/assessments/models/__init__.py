"""Questionnaires, who assesses itself by them, and what was answered."""

from loim.assessments.models.assessment import Assessment, AssessmentStatus, SharedAnswer
from loim.assessments.models.parts import (
    NextStep,
    OverallLevel,
    Statement,
    StatementLevel,
    Target,
    Theme,
    ThemeAdvice,
)
from loim.assessments.models.questionnaire import (
    Questionnaire,
    QuestionnaireVersion,
    VersionState,
)
from loim.assessments.models.result import Band, Result
from loim.assessments.models.sheet import Answer, Sheet
from loim.assessments.models.subject import Subject

__all__ = [
    "Answer",
    "Assessment",
    "AssessmentStatus",
    "Band",
    "NextStep",
    "OverallLevel",
    "Questionnaire",
    "QuestionnaireVersion",
    "Result",
    "SharedAnswer",
    "Sheet",
    "Statement",
    "StatementLevel",
    "Subject",
    "Target",
    "Theme",
    "ThemeAdvice",
    "VersionState",
]
