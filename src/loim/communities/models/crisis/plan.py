"""The one living plan of a community; what is written here is its draft."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.communities.models.community import Community
from loim.people.models import User

FEWEST_CALLS, MOST_CALLS = 1, 10


@pghistory.track(model_name="CrisisPlanHistory")
class CrisisPlan(models.Model):
    """`calls_each`: to how many one person can be asked to call. `call_minutes`: how long a call
    takes. `shows_phones`: whether those with whom it is shared see telephone numbers, of those who
    have confirmed since `phones_shown_at` and since it was shared with them.

    Roles, contacts, resources and places point here and are the draft; readers see versions
    (`CrisisVersion`) alone.
    """

    community = models.OneToOneField(Community, models.PROTECT, related_name="crisis_plan")
    first_steps = models.TextField(_("what we do first"), blank=True, max_length=2000)
    calls_each = models.PositiveSmallIntegerField(_("calls one person makes, at most"), default=4)
    call_minutes = models.PositiveSmallIntegerField(_("minutes for a call"), default=3)
    shows_phones = models.BooleanField(_("they see telephone numbers, too"), default=False)
    phones_shown_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_date = models.DateField(null=True, blank=True)
    review_reminded_date = models.DateField(null=True, blank=True)
    drill_reminded_date = models.DateField(null=True, blank=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="crisis_calls_within_reason",
                condition=Q(calls_each__gte=FEWEST_CALLS, calls_each__lte=MOST_CALLS),
            ),
            models.CheckConstraint(
                name="crisis_phones_shown_since_some_time",
                condition=Q(shows_phones=False) | Q(phones_shown_at__isnull=False),
            ),
            models.CheckConstraint(
                name="crisis_call_takes_time",
                condition=Q(call_minutes__gte=1, call_minutes__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return str(self.community)
