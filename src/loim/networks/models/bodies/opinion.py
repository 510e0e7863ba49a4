"""A body's opinion as it was given: nobody changes it afterwards."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES
from loim.networks.models.bodies.question import BodyQuestion
from loim.networks.models.seat import Mandate
from loim.people.models import User


class Stance(models.TextChoices):
    FOR = "for", pgettext_lazy("a vote", "for")
    AGAINST = "against", pgettext_lazy("a vote", "against")
    ABSTAINED = "abstained", pgettext_lazy("a vote", "abstained")


class Opinion(models.Model):
    """Public. Votes are counted from `OpinionVote`; who voted how stays in the body.

    `in_force`: how many mandates were in force on `given_on`.
    """

    question = models.OneToOneField(BodyQuestion, models.CASCADE, related_name="opinion")
    text = models.TextField(_("opinion"))
    minority_view = models.TextField(_("minority view"), blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    given_on = models.DateField(_("given on"))
    in_force = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.ReadOnly(
                name="opinion_stays_as_given",
                fields=[
                    "question", "text", "minority_view", "language", "given_on", "in_force",
                    "written_at",
                ],
            ),
        ]  # fmt: skip


class OpinionVote(models.Model):
    """One vote of a mandate that was in force on the day of the opinion: the trigger looks."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="votes")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "mandate"], name="mandate_votes_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="vote_stays_as_given", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="vote_of_a_mandate_in_force",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM networks_opinion o
                        JOIN networks_bodyquestion q ON q.id = o.question_id
                        JOIN networks_mandate m ON m.id = NEW.mandate_id
                        JOIN networks_seat s ON s.id = m.seat_id
                        WHERE o.id = NEW.opinion_id AND s.network_id = q.network_id
                          AND m.start_date <= o.given_on
                          AND (m.end_date IS NULL OR m.end_date >= o.given_on)
                    ) THEN
                        RAISE EXCEPTION 'mandate % is not in force on the day of the opinion',
                            NEW.mandate_id
                            USING ERRCODE = 'check_violation',
                                  CONSTRAINT = 'vote_of_a_mandate_in_force';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
