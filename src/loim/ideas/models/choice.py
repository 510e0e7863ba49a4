"""How a forum chooses among its ideas: by votes of the audience, or by a jury."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import Translated
from loim.events.models import Participant
from loim.ideas.models.forum import Forum
from loim.ideas.models.idea import Idea
from loim.people.models import User


class IdeaTeam(models.Model):
    """People who want to carry an idea out together."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="team")
    name = models.CharField(_("name of the team"), max_length=150)
    is_open = models.BooleanField(_("others may join"), default=True)
    wanted = models.CharField(_("who is still wanted"), max_length=300, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class IdeaTeamMember(models.Model):
    """Personal data: name and e-mail, known to the team and the organiser.

    `key_hash` is of the secret in the member's own link, made of `submission`. `forum` is that
    of the team's idea, written by a trigger, so that nobody is in two teams of it.
    """

    team = models.ForeignKey(IdeaTeam, models.CASCADE, related_name="members")
    forum = models.ForeignKey(Forum, models.CASCADE, related_name="+", editable=False)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254)
    role = models.CharField(_("what they can do"), max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "forum",
                Lower("email"),
                condition=Q(left_at=None) & ~Q(email=""),
                name="idea_team_member_once",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="idea_team_member_of_forum",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.forum_id := (SELECT idea.forum_id FROM ideas_ideateam team
                        JOIN ideas_idea idea ON idea.id = team.idea_id WHERE team.id = NEW.team_id);
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(Translated):
    """What a jury assesses, from 0 to `most` points, `weight` times."""

    translated_fields = ("title", "description")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("criterion"), max_length=150)
    description = models.TextField(_("description"), blank=True)
    most = models.PositiveSmallIntegerField(_("most points"), default=5)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "number"],
                name="criterion_numbered_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="criterion_gives_points", condition=Q(most__gte=1, weight__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.forum.event.language


class Juror(models.Model):
    """Personal data: name, shown on the forum's page with the method."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="jury")
    user = models.ForeignKey(User, models.PROTECT, related_name="juries")
    name = models.CharField(_("name"), max_length=150)
    words = models.CharField(_("who they are"), max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["forum", "user"], name="juror_once_per_forum")
        ]

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """A juror who has a stake in an idea says so and does not assess it."""

    juror = models.ForeignKey(Juror, models.CASCADE, related_name="conflicts")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="conflicts")
    reason = models.CharField(_("reason"), max_length=300)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["juror", "idea"], name="conflict_declared_once")
        ]

    def __str__(self) -> str:
        return self.reason


class Score(models.Model):
    juror = models.ForeignKey(Juror, models.CASCADE, related_name="scores")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField(_("points"))
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["juror", "idea", "criterion"], name="score_once_per_criterion"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="score_is_fair",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM ideas_criterion c
                        JOIN ideas_juror j ON j.forum_id = c.forum_id
                        JOIN ideas_idea i ON i.forum_id = c.forum_id
                        WHERE c.id = NEW.criterion_id AND j.id = NEW.juror_id
                            AND i.id = NEW.idea_id AND NEW.points <= c.most
                    ) OR EXISTS (
                        SELECT 1 FROM ideas_conflict
                        WHERE juror_id = NEW.juror_id AND idea_id = NEW.idea_id
                    ) THEN
                        RAISE EXCEPTION 'juror % cannot give these points', NEW.juror_id
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'score_is_fair';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.points)


class Vote(models.Model):
    """One vote of a participant; who voted for what is not shown to anybody."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    participant = models.ForeignKey(
        Participant, models.CASCADE, null=True, blank=True, related_name="+"
    )
    user = models.ForeignKey(User, models.CASCADE, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "participant"],
                condition=Q(participant__isnull=False),
                name="vote_once_per_participant",
            ),
            models.UniqueConstraint(
                fields=["idea", "user"], condition=Q(user__isnull=False), name="vote_once_per_user"
            ),
            models.CheckConstraint(
                name="vote_by_somebody",
                condition=Q(participant__isnull=False, user=None)
                | Q(participant=None, user__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.idea)


@pghistory.track(model_name="ChosenHistory")
class Chosen(models.Model):
    """What decided, kept as it was when the choice was made public."""

    idea = models.OneToOneField(Idea, models.PROTECT, related_name="choice")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="choices")
    place = models.PositiveSmallIntegerField(_("place"))
    votes = models.PositiveIntegerField(null=True, blank=True)
    # Average of the jury's weighted points; and of how many jurors.
    points = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    jurors = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(_("reasons"), blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["forum", "place"], name="chosen_place_once")]
        triggers = [
            pgtrigger.Trigger(
                name="chosen_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    -- Erasing a person may empty who decided it.
                    IF TG_OP = 'UPDATE'
                        AND to_jsonb(NEW) - 'decided_by_id' = to_jsonb(OLD) - 'decided_by_id' THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'choice % is final', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'chosen_is_final';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.idea}"
