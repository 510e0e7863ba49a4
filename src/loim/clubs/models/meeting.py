"""One meeting of a club: an ordinary event, with what the club knows about it; who was there."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.clubs.models.club import Club
from loim.clubs.models.facilitator import Facilitator
from loim.clubs.models.person import ClubPerson
from loim.common.translated import Translated
from loim.events.models import Event


@pghistory.track(model_name="ClubMeetingHistory")
class ClubMeeting(Translated):
    """`day` is the rule's day, wherever the event was moved. Time, place and whether it is
    cancelled are the event's own.

    `facilitator` is None where the club's own facilitators lead. `event_changed_at` is the
    event's `changed_at` when the rule wrote it: a later one is a change by hand, which the rule
    leaves alone, as it leaves what `is_by_hand`. `told` is what regulars know of time and place.
    `event` is None after somebody removed the event: the rule does not make it again.
    """

    translated_fields = ("topic",)

    club = models.ForeignKey(Club, models.CASCADE, related_name="meetings")
    event = models.OneToOneField(
        Event, models.SET_NULL, null=True, related_name="club_meeting", verbose_name=_("event")
    )
    day = models.DateField(_("day of the rule"))
    topic = models.CharField(_("topic"), max_length=70, blank=True)
    facilitator = models.ForeignKey(
        Facilitator,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("led by"),
    )
    is_by_hand = models.BooleanField(default=False)
    event_changed_at = models.DateTimeField()
    told = models.CharField(max_length=600, blank=True)
    unnamed_guests = models.PositiveSmallIntegerField(_("guests without a name"), default=0)
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "day"], name="clubmeeting_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.club}, {self.day}"

    @property
    def source_language(self) -> str:
        return self.club.language


class VisitState(models.TextChoices):
    ANNOUNCED = "announced", _("comes")
    EXCUSED = "excused", _("cannot come")
    CAME = "came", _("was there")
    MISSED = "missed", _("was not there")


class Visit(models.Model):
    """`is_drop_in`: takes one of the places for those who drop in."""

    meeting = models.ForeignKey(ClubMeeting, models.CASCADE, related_name="visits")
    person = models.ForeignKey(ClubPerson, models.CASCADE, related_name="visits")
    state = models.CharField(max_length=10, choices=VisitState.choices)
    is_drop_in = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="visit_once_at_a_meeting"),
            models.CheckConstraint(
                name="visit_state_known",
                condition=Q(state__in=["announced", "excused", "came", "missed"]),
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="visit_by_person")]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"
