"""Who registered, for whom, and what they answered."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.logic.participant_states import LIVE, ParticipantState
from loim.events.models.event import Event
from loim.events.models.parties import Party
from loim.events.models.question import Option, Question
from loim.people.models import Municipality, Organisation, User


def _earlier_states() -> tuple[pghistory.RowEvent, ...]:
    """What was before a change is kept; the first state needs no copy while it is the current
    one, which spares a row on the busiest path. Each model needs trackers of its own.
    """
    return (
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
    )


class Door(models.TextChoices):
    """The way by which somebody came onto the list."""

    SELF = "self", _("registered by themselves")
    ORGANISER = "organiser", _("added by the organiser")
    IMPORT = "import", _("from a file")
    API = "api", _("through the interface for programs")
    WALK_IN = "walk_in", _("came on the day")


@pghistory.track(*_earlier_states(), model_name="RegistrationHistory")
class Registration(models.Model):
    """One form that was sent: by a person for themselves or for several people.

    Personal data: who registered and how to reach them; erased with the event's
    participants. `key_hash` is of the secret in the link by which one sees, changes and
    withdraws it; the secret itself is sealed in mails, made of `submission`, never stored.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    # Spoken for: proven by membership, so that limits per organisation hold.
    on_behalf_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    comes_whole = models.BooleanField(_("all together or not at all"), default=False)
    door = models.CharField(max_length=10, choices=Door.choices, default=Door.SELF)
    key_hash = models.CharField(max_length=64, unique=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirm_by = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    # Of the form that was sent: the same form sent twice registers once. The secret of the
    # link is made of it (`logic/own_link.py`).
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], name="registration_once_per_submission"),
            # Named by participants together with the event, so that both are of one event.
            models.UniqueConstraint(fields=["id", "event"], name="registration_of_one_event"),
        ]
        indexes = [
            models.Index(fields=["event", "created_at"], name="registration_by_time"),
            models.Index(
                fields=["event", "confirm_by"],
                condition=Q(confirmed_at=None),
                name="registration_unconfirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*_earlier_states(), model_name="ParticipantHistory")
class Participant(models.Model):
    """One person's place, or wish for one. Every change of `state` has a `Decision`.

    The queue is in the order of `queue_number` (given by a draw), then `queued_at`, then the
    key. Personal data: name, e-mail and what is asked of everybody; erased with the event's
    participants, `erased_at` remains, with the party and the municipality for the report.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="participants")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="participants")
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    party = models.CharField(_("party"), max_length=12, choices=Party.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participants",
        verbose_name=_("organisation"),
    )
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.value) for state in ParticipantState],
        default=ParticipantState.APPLIED.value,
    )
    state_at = models.DateTimeField()
    offer_expires_at = models.DateTimeField(null=True, blank=True)
    queued_at = models.DateTimeField()
    queue_number = models.PositiveIntegerField(null=True, blank=True)
    # Waits until the organiser decides: free places pass them.
    is_held_back = models.BooleanField(default=False)
    # Registered by somebody else with an address that was on the list already: whoever names
    # others does not learn from us who is on it, so they are written down like anybody else.
    is_named_again = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "event",
                Lower("email"),
                condition=Q(state__in=sorted(LIVE), is_named_again=False) & ~Q(email=""),
                name="participant_once_per_event",
            ),
            models.CheckConstraint(
                name="participant_offer_expires",
                condition=Q(state="offered", offer_expires_at__isnull=False)
                | (~Q(state="offered") & Q(offer_expires_at=None)),
            ),
            models.CheckConstraint(
                name="participant_held_back_waits",
                condition=Q(is_held_back=False) | Q(state="waiting"),
            ),
            models.CheckConstraint(
                name="participant_state_known",
                condition=Q(state__in=sorted(state.value for state in ParticipantState)),
            ),
        ]
        indexes = [
            models.Index(fields=["event", "state", "queued_at"], name="participant_queue"),
            models.Index(
                fields=["offer_expires_at"],
                condition=Q(state="offered"),
                name="participant_offer_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(*_earlier_states(), model_name="AnswerHistory")
class Answer(models.Model):
    """One answer: an `option` that was chosen (a row for each), or `text` in a plain form.

    Numbers and dates are text in their ISO form. Personal data, kept as long as the question
    says.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    option = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="answers"
    )
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question", "option"],
                nulls_distinct=False,
                name="answer_once",
            ),
            models.CheckConstraint(
                name="answer_chosen_or_written",
                condition=(Q(option__isnull=False) & Q(text="")) | (Q(option=None) & ~Q(text="")),
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.option_id)


@pghistory.track(pghistory.DeleteEvent(row=pghistory.Old), model_name="DecisionHistory")
class Decision(models.Model):
    """Why somebody's place changed: shown to the applicant in plain words.

    `reason` is a code of `logic/reasons.py`, `values` fill its sentence; `note` is what a person
    wrote. `by` is empty where the rules decided by themselves.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="decisions")
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    values = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        triggers = [
            pgtrigger.Trigger(
                name="decision_is_final",
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
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_is_final';
                """,
            )
        ]
        indexes = [models.Index(fields=["participant", "at"], name="decision_in_order")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.reason}"


class Draw(models.Model):
    """A fair draw of places: committed to before applications close, completed afterwards.

    `commitment` is public from the start (the hash of `sealed_seed`), `public_value` completes
    it; `record` is what anybody can replay with `fairplaces verify`.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="draw")
    commitment = models.CharField(max_length=64)
    sealed_seed = models.TextField()
    committed_at = models.DateTimeField()
    public_value_source = models.CharField(max_length=300, blank=True)
    public_value = models.CharField(max_length=200, blank=True)
    # When the value may be known: from then on what decides the draw stays as it is. Empty:
    # when registration closes.
    value_known_at = models.DateTimeField(null=True, blank=True)
    # The value is known and the draw is under way: neither the value nor the question changes now.
    asked_at = models.DateTimeField(null=True, blank=True)
    share_done = models.FloatField(default=0)
    # Why it could not be held, in each language: {"et": ["..."], ...}; then it can be asked anew.
    trouble = models.JSONField(default=dict, blank=True)
    record = models.JSONField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draw_has_record_when_drawn",
                condition=Q(drawn_at=None, record=None)
                | (Q(drawn_at__isnull=False, record__isnull=False) & ~Q(public_value="")),
            ),
            models.CheckConstraint(
                name="draw_after_commitment",
                condition=Q(drawn_at=None) | Q(drawn_at__gt=F("committed_at")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.event)


class EarlierDraw(models.Model):
    """A draw that was begun and given up before it was held: for everybody to read, with why."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="earlier")
    commitment = models.CharField(max_length=64)
    committed_at = models.DateTimeField()
    public_value_source = models.CharField(max_length=300, blank=True)
    public_value = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    trouble = models.JSONField(default=dict, blank=True)
    reason = models.TextField()
    given_up_at = models.DateTimeField()
    given_up_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="earlier_draw_says_why", condition=~Q(reason="")),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="earlier_draw_stays",
                fields=[
                    "draw",
                    "commitment",
                    "committed_at",
                    "public_value_source",
                    "public_value",
                    "asked_at",
                    "trouble",
                    "reason",
                    "given_up_at",
                ],
            )
        ]

    def __str__(self) -> str:
        return self.reason
