"""Partnership agreements and the coordinators' posts that they pay for."""

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.common.files import upload_path
from loim.people.models import Organisation, User
from loim.people.models.membership import DateRangeOf
from loim.programmes.models.guards import dated_record_triggers
from loim.programmes.models.programme import Programme

POSTS = "posts"  # the measure source that these tables feed


class InForceQuerySet(models.QuerySet["Agreement"]):
    def in_force_on(self, day: date) -> Self:
        return self.filter(Q(end_date=None) | Q(end_date__gte=day), start_date__lte=day)


@pghistory.track(model_name="AgreementHistory")
class Agreement(models.Model):
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="agreements")
    number = models.CharField(_("number"), max_length=60)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = InForceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="agreement_number_unique"),
            models.CheckConstraint(
                name="agreement_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
        ]
        triggers = dated_record_triggers(
            source=POSTS,
            programme_of="r.programme_id",
            start="r.start_date",
            end="r.end_date",
            counted=["programme_id"],
        )

    def __str__(self) -> str:
        return self.number


@pghistory.track(model_name="AgreementPartyHistory")
class AgreementParty(models.Model):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreement_parties")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="agreement_party_once"
            )
        ]
        triggers = dated_record_triggers(
            source=POSTS,
            programme_of="(SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id)",
            start="(SELECT start_date FROM programmes_agreement WHERE id = r.agreement_id)",
            end="(SELECT end_date FROM programmes_agreement WHERE id = r.agreement_id)",
            counted=["agreement_id", "organisation_id"],
        )


class AgreementDocument(models.Model):
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), upload_to=upload_path("agreements"))
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()


class AgreementReminder(models.Model):
    """That people were told about an agreement's end, so many days before it: once."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="reminders")
    end_date = models.DateField()
    days = models.PositiveIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "end_date", "days"], name="agreement_reminder_once"
            )
        ]


@pghistory.track(model_name="PostHistory")
class Post(models.Model):
    """A coordinator's position. `share` is the share of full time: 1 is full, 0.5 is half."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="posts", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=150)
    share = models.DecimalField(_("share of full time"), max_digits=3, decimal_places=2, default=1)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            models.CheckConstraint(
                name="post_share_of_full_time", condition=Q(share__gt=0, share__lte=1)
            ),
        ]
        triggers = dated_record_triggers(
            source=POSTS,
            programme_of="(SELECT programme_id FROM programmes_agreement WHERE id = r.agreement_id)",
            start="r.start_date",
            end="r.end_date",
            counted=["agreement_id", "organisation_id", "share"],
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


@pghistory.track(model_name="PostHoldingHistory")
class PostHolding(models.Model):
    """Who holds a post, from when to when: one person at a time, so a handover counts once.

    Personal data: the holder's name, kept as evidence for the programme's accounts for
    as long as the programme's documents must be kept.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="holdings")
    holder = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="holdings"
    )
    holder_name = models.CharField(_("name"), max_length=150)
    start_date = models.DateField(_("first day"))
    end_date = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_holding_dates_in_order",
                condition=Q(end_date=None) | Q(start_date__lte=F("end_date")),
            ),
            ExclusionConstraint(
                name="post_held_by_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (DateRangeOf("start_date", "end_date"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = dated_record_triggers(
            source=POSTS,
            programme_of=(
                "(SELECT a.programme_id FROM programmes_post p"
                " JOIN programmes_agreement a ON a.id = p.agreement_id WHERE p.id = r.post_id)"
            ),
            start="r.start_date",
            end="r.end_date",
            counted=["post_id"],
        )

    def __str__(self) -> str:
        return self.holder_name
