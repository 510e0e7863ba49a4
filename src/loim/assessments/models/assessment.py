"""A self-assessment: begun, answered alone, agreed together, finished."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.assessments.logic.states import UNDER_WAY, AssessmentState
from loim.assessments.models.parts import Statement, StatementLevel
from loim.assessments.models.questionnaire import Questionnaire, QuestionnaireVersion
from loim.assessments.models.subject import Subject
from loim.common.files import upload_path
from loim.people.models import User

ANSWER_FITS = """
    IF NOT EXISTS (
        SELECT 1 FROM assessments_assessment a
        JOIN assessments_statement s ON s.version_id = a.version_id
        WHERE a.id = {assessment} AND s.id = NEW.statement_id
    ) OR NEW.level_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM assessments_statementlevel
        WHERE id = NEW.level_id AND statement_id = NEW.statement_id
    ) THEN
        RAISE EXCEPTION 'an answer is one of its statement, asked in this assessment'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_fits_question';
    END IF;
"""


class AssessmentStatus(models.TextChoices):
    OPEN = AssessmentState.OPEN.value, pgettext_lazy("a self-assessment", "begun")
    ALONE = AssessmentState.ALONE.value, pgettext_lazy("a self-assessment", "each answers alone")
    TOGETHER = (
        AssessmentState.TOGETHER.value,
        pgettext_lazy("a self-assessment", "answers are agreed together"),
    )
    FINISHED = AssessmentState.FINISHED.value, pgettext_lazy("a self-assessment", "finished")
    GIVEN_UP = AssessmentState.GIVEN_UP.value, pgettext_lazy("a self-assessment", "given up")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def under_way(self) -> "AssessmentQuerySet":
        return self.filter(state__in=UNDER_WAY)

    def finished(self) -> "AssessmentQuerySet":
        return self.filter(state=AssessmentState.FINISHED)


@pghistory.track(model_name="AssessmentHistory", exclude=["key_hash"])
class Assessment(models.Model):
    """`identity` makes the link for the whole group (`common/own_keys.py`); `answered_alone` is
    how many sheets there were when the group met, and stays when they are erased."""

    identity = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="assessments")
    # Of the version; kept true by a trigger, so that one is under way at a time.
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="assessments")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="assessments")
    state = models.CharField(
        max_length=10, choices=AssessmentStatus.choices, default=AssessmentStatus.OPEN
    )
    begun_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    answered_alone = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    sheets_erased_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "questionnaire"],
                condition=Q(state__in=["open", "alone", "together"]),
                name="assessment_one_under_way",
            ),
            models.CheckConstraint(
                name="assessment_ended_at_some_time",
                condition=Q(state__in=["open", "alone", "together"], ended_at=None)
                | Q(state__in=["finished", "given_up"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="assessment_met_before_it_was_finished",
                condition=~Q(state__in=["together", "finished"]) | Q(met_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["subject", "questionnaire", "-ended_at"], name="assessments_of_subject"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="assessment_by_published_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessments_questionnaireversion
                        WHERE id = NEW.version_id AND questionnaire_id = NEW.questionnaire_id
                            AND state = 'published'
                    ) THEN
                        RAISE EXCEPTION 'an assessment follows a published version'
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'assessment_by_published_version';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="finished_assessment_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("(OLD.state = 'finished')"),
                func="""
                    IF TG_OP = 'DELETE' OR (OLD.state, OLD.subject_id, OLD.version_id,
                        OLD.ended_at, OLD.answered_alone) IS DISTINCT FROM (NEW.state,
                        NEW.subject_id, NEW.version_id, NEW.ended_at, NEW.answered_alone) THEN
                        RAISE EXCEPTION 'assessment % is finished', OLD.id
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'finished_assessment_stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.version_id}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY


@pghistory.track(model_name="SharedAnswerHistory", exclude=["evidence_file"])
class SharedAnswer(models.Model):
    """What the group agreed on. Without a level: talked about, not known. `revision` counts how
    often it was saved: whoever saves over a colleague is told first."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="shared_answers")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    level = models.ForeignKey(
        StatementLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.TextField(_("what we talked about"), max_length=2000, blank=True)
    evidence = models.TextField(_("what shows it"), max_length=2000, blank=True)
    evidence_link = models.URLField(_("link to what shows it"), max_length=300, blank=True)
    evidence_file = models.FileField(
        _("file that shows it"), upload_to=upload_path("assessments/evidence"), blank=True
    )
    file_name = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="shared_answer_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shared_answer_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ANSWER_FITS.format(assessment="NEW.assessment_id") + "RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="agreed_only_together",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    -- Who saved it is forgotten with the account, whenever that goes.
                    IF TG_OP = 'UPDATE' THEN
                        IF (to_jsonb(OLD) - 'saved_by_id') = (to_jsonb(NEW) - 'saved_by_id') THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM assessments_assessment WHERE state <> 'together' AND id =
                        CASE WHEN TG_OP = 'DELETE' THEN OLD.assessment_id
                            ELSE NEW.assessment_id END
                    ) THEN
                        RAISE EXCEPTION 'shared answers are agreed while a group is together'
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'agreed_only_together';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.statement_id}"
