"""Answers. Of an anonymous survey nothing here leads to whoever gave them.

See docs/decisions/0016-anonymous-answers.md for what that takes.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from loim.people.models import County, Organisation
from loim.people.models.municipality import MunicipalityKind
from loim.surveys.models.invitation import SurveyInvitation
from loim.surveys.models.question import SurveyOption, SurveyQuestion
from loim.surveys.models.survey import Survey


class Draft(models.Model):
    """What is being answered under a named invitation: kept until it is sent, and after that for
    changing it. `answers` as in `logic.answer_rows`; `replaced` is what a colleague had written
    and another wrote over: [{"question", "answer", "by"}].
    """

    invitation = models.OneToOneField(SurveyInvitation, models.CASCADE, related_name="draft")
    answers = models.JSONField(default=dict)
    replaced = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.CharField(max_length=150, blank=True)
    saved_at = models.DateTimeField()


class Sheet(models.Model):
    """One sent answer: named ones know their invitation, anonymous ones know nobody.

    `county` and `kind` are of the municipality that it counts as; of an anonymous one empty
    unless the survey says that it keeps one of them and the group is large enough.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    is_anonymous = models.BooleanField()
    invitation = models.OneToOneField(
        SurveyInvitation, models.CASCADE, null=True, blank=True, related_name="sheet"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField(null=True, blank=True)
    county = models.ForeignKey(County, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10, choices=MunicipalityKind.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sheet_anonymous_knows_nobody",
                condition=Q(is_anonymous=True, invitation=None, organisation=None, sent_on=None)
                | Q(is_anonymous=False, invitation__isnull=False, sent_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["survey", "organisation"], name="sheet_one_per_organisation"
            ),
        ]
        indexes = [models.Index(fields=["survey", "county"], name="sheet_by_county")]
        triggers = [
            pgtrigger.Trigger(
                name="sheet_as_its_survey",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM surveys_survey
                        WHERE id = NEW.survey_id AND is_anonymous = NEW.is_anonymous
                    ) THEN
                        RAISE EXCEPTION 'a sheet is anonymous exactly when its survey is'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_as_its_survey';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="counted_answers_make_numbers_stale",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func="""
                    -- Erasing an answer of a closed survey: the programme's numbers change.
                    INSERT INTO programmes_stalesource (programme_id, source, marked_at)
                    SELECT a.programme_id, 'surveys', now() FROM surveys_survey s
                    JOIN programmes_activity a ON a.id = s.activity_id
                    WHERE s.id = OLD.survey_id AND s.closed_on IS NOT NULL
                        AND NOT s.is_anonymous;
                    RETURN NULL;
                """,
            ),
        ]


class SheetAnswer(models.Model):
    """A counted answer. A text of an anonymous survey hangs on no sheet: it is read apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(Sheet, models.CASCADE, null=True, blank=True, related_name="answers")
    question = models.ForeignKey(SurveyQuestion, models.CASCADE, related_name="answers")
    option = models.ForeignKey(
        SurveyOption, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sheet_answer_apart_is_a_text", condition=Q(sheet__isnull=False) | ~Q(text="")
            ),
            models.UniqueConstraint(
                fields=["sheet", "question", "option"],
                name="sheet_answer_once",
                nulls_distinct=False,
                condition=Q(sheet__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["question", "option", "value"], name="sheet_answer_counted")
        ]


class UrnSheet(models.Model):
    """An anonymous answer that waits to be mixed with others (`actions.urn`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="urn")
    content = models.JSONField()
