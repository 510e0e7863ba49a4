"""What each answers alone. A sheet knows no account: docs/decisions/0027-self-assessments.md."""

import uuid

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.assessments.models.assessment import ANSWER_FITS, Assessment
from loim.assessments.models.parts import Statement, StatementLevel

_STILL_ALONE = """
    IF NOT EXISTS (
        SELECT 1 FROM assessments_sheet s
        JOIN assessments_assessment a ON a.id = s.assessment_id
        WHERE s.id = NEW.sheet_id AND a.state = 'alone'
    ) THEN
        RAISE EXCEPTION 'sheets are filled in while each answers alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_while_alone';
    END IF;
    RETURN NEW;
"""
_OF_SHEET = "(SELECT assessment_id FROM assessments_sheet WHERE id = NEW.sheet_id)"


class Sheet(models.Model):
    """Found by the hash of a secret that the answerer's device holds, or that is made anew from
    their account; no column leads from it to a person. `name` only if they gave one: it says
    who has answered, stands beside no answer, and is erased when the group meets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="sheets")
    key_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("your name, if you like"), max_length=100, blank=True)

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="sheet_while_alone",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM assessments_assessment
                        WHERE id = NEW.assessment_id AND state = 'alone'
                    ) THEN
                        RAISE EXCEPTION 'sheets are filled in while each answers alone'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_while_alone';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]


class Answer(models.Model):
    """Without a level: 'I don't know'."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="+")
    level = models.ForeignKey(
        StatementLevel, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "statement"], name="assessment_answer_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="answer_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ANSWER_FITS.format(assessment=_OF_SHEET) + _STILL_ALONE,
            ),
        ]
