"""Surveys, their questions, whom they were sent to, and the answers."""

from loim.surveys.models.invitation import SurveyExport, SurveyInvitation
from loim.surveys.models.planned import PlannedFromSurvey
from loim.surveys.models.question import (
    CHOICE_KINDS,
    ON_A_SCALE,
    TEXT_KINDS,
    WITH_OPTIONS,
    SurveyOption,
    SurveyQuestion,
    SurveyQuestionKind,
    SurveySection,
)
from loim.surveys.models.sheet import Draft, Sheet, SheetAnswer, UrnSheet
from loim.surveys.models.survey import SURVEYS, AnsweredBy, Survey, SurveyStatus, ToldApart

__all__ = [
    "CHOICE_KINDS",
    "ON_A_SCALE",
    "SURVEYS",
    "TEXT_KINDS",
    "WITH_OPTIONS",
    "AnsweredBy",
    "Draft",
    "PlannedFromSurvey",
    "Sheet",
    "SheetAnswer",
    "Survey",
    "SurveyExport",
    "SurveyInvitation",
    "SurveyOption",
    "SurveyQuestion",
    "SurveyQuestionKind",
    "SurveySection",
    "SurveyStatus",
    "ToldApart",
    "UrnSheet",
]
