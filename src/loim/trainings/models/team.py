"""Teams that apply and are admitted whole, and the people in them."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.common.translated import LANGUAGES
from loim.events.models import Party
from loim.people.models import Municipality, Organisation, User
from loim.trainings.logic.team_states import LIVE, TeamState
from loim.trainings.models.keeps_rule import keeps_rule_trigger
from loim.trainings.models.training import Call, CallQuestion


@pghistory.track(model_name="TeamHistory")
class Team(models.Model):
    """`municipality` is whose regional model it makes: one live team of each in a call.

    Personal data: whoever leads it. `key_hash` is of the secret in the leader's own link,
    made of `submission` (`loim.common.own_keys`). An admitted team keeps the rule of its call
    (a trigger looks at each commit), or has `complete_by`: until then it may find somebody.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="teams")
    name = models.CharField(_("name of the team"), max_length=150)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="training_teams",
        verbose_name=_("municipality"),
    )  # fmt: skip
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in TeamState],
        default=TeamState.DRAFT.value,
    )
    leader = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="led_teams"
    )
    leader_name = models.CharField(_("name"), max_length=150)
    leader_email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(default=False)
    complete_by = models.DateTimeField(null=True, blank=True)
    # Its place in the order of assessment, once that is decided; the waiting list follows it.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    points = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    # Somebody else saved meanwhile: whoever saves sends the number they began from.
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "municipality"],
                condition=Q(state__in=sorted(LIVE)),
                name="team_once_per_municipality",
            ),
            models.CheckConstraint(
                name="team_state_known",
                condition=Q(state__in=sorted(state.value for state in TeamState)),
            ),
            models.CheckConstraint(
                name="team_submitted_at_some_time",
                condition=Q(state__in=["started", "draft", "withdrawn", "refused"])
                | Q(submitted_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["call", "rank"],
                condition=Q(rank__isnull=False),
                name="team_ranked_once",
            ),
            # Named by members together with the call, so that both are of one call.
            models.UniqueConstraint(fields=["id", "call"], name="team_of_one_call"),
        ]
        indexes = [models.Index(fields=["call", "state"], name="team_by_state")]
        triggers = [
            keeps_rule_trigger(
                "admitted_team_keeps_rule",
                pgtrigger.Insert | pgtrigger.UpdateOf("state", "complete_by"),  # type: ignore[no-untyped-call]  # pgtrigger's own
                team="NEW.id",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MemberState(models.TextChoices):
    INVITED = "invited", _("invited")
    JOINED = "joined", _("takes part")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")


PRESENT = (MemberState.INVITED, MemberState.JOINED)


@pghistory.track(model_name="TeamMemberHistory")
class TeamMember(models.Model):
    """Personal data: name and e-mail, known to the team and the organiser.

    `call` is the team's: a person is in one team of a call (a trigger keeps both equal).
    `replaces` is whose place they took. `key_hash` is of the secret in the member's own link.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    party = models.CharField(_("party"), max_length=12, choices=Party.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("organisation"),
    )  # fmt: skip
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    job = models.CharField(_("position or role"), max_length=150, blank=True)
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="team_memberships"
    )
    state = models.CharField(
        max_length=10, choices=MemberState.choices, default=MemberState.INVITED
    )
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "call",
                Lower("email"),
                condition=Q(state="joined") & ~Q(email=""),
                name="member_of_one_team",
            ),
            models.UniqueConstraint(
                "team",
                Lower("email"),
                condition=Q(state__in=["invited", "joined"]) & ~Q(email=""),
                name="member_once_per_team",
            ),
            models.CheckConstraint(
                name="member_state_known", condition=Q(state__in=MemberState.values)
            ),
            models.CheckConstraint(
                name="member_left_at_some_time",
                condition=Q(state__in=["declined", "left"], left_at__isnull=False)
                | (~Q(state__in=["declined", "left"]) & Q(left_at=None)),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="member_is_of_its_teams_call",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.call_id := (SELECT call_id FROM trainings_team WHERE id = NEW.team_id);
                    RETURN NEW;
                """,
            ),
            keeps_rule_trigger(
                "members_keep_rule_of_admitted_team",
                pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                team="CASE WHEN TG_OP = 'DELETE' THEN OLD.team_id ELSE NEW.team_id END",
            ),
        ]
        indexes = [models.Index(fields=["team", "state"], name="member_by_state")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(model_name="TeamAnswerHistory")
class TeamAnswer(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="answers")
    question = models.ForeignKey(CallQuestion, models.PROTECT, related_name="answers")
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "question"], name="team_answer_once")
        ]

    def __str__(self) -> str:
        return self.text[:80]


@pghistory.track(model_name="ConsentLetterHistory")
class ConsentLetter(models.Model):
    """The municipality agrees that its people take part; the newest one counts.

    A signed file, or confirmed here by somebody who records the work of `confirmed_for`.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="letters")
    file = models.FileField(_("file"), upload_to=upload_path("consent-letters"), blank=True)
    original_name = models.CharField(max_length=200, blank=True)
    confirmed_for = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_by = models.CharField(_("signed by"), max_length=200)
    signed_date = models.DateField(_("signed"))
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_letter_is_file_or_confirmed",
                condition=~Q(file="") | Q(confirmed_for__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.original_name or str(self.confirmed_for)


@pghistory.track(pghistory.DeleteEvent(row=pghistory.Old), model_name="TeamDecisionHistory")
class TeamDecision(models.Model):
    """Why a team's state changed: `reason` is a code of logic/, `note` is what a person wrote."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    values = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["team", "at"], name="team_decision_in_order")]
        triggers = [
            pgtrigger.Trigger(
                name="team_decision_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    -- Erasing a person may empty who decided and what they wrote.
                    IF to_jsonb(NEW) - '{by_id,note}'::text[]
                        = to_jsonb(OLD) - '{by_id,note}'::text[]
                        AND (NEW.note = OLD.note OR NEW.note = '') THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'decision % is final', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'team_decision_is_final';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.reason}"
