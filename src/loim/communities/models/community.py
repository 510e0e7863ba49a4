"""A community: a village, a district of a town, or people with one interest."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Subject
from loim.common.translated import LANGUAGES, Translated
from loim.communities.models.area import Area
from loim.people.models import Organisation, User


class CommunityKind(models.TextChoices):
    VILLAGE = "village", _("village")
    DISTRICT = "district", _("district of a town")
    INTEREST = "interest", _("interest group")


class CommunityState(models.TextChoices):
    ACTIVE = "active", _("active")
    RESTING = "resting", _("resting")
    ENDED = "ended", _("ended")


@pghistory.track(model_name="CommunityHistory")
class Community(Translated):
    """`organisation` is the community as an organisation: its name, its municipality, and the
    people with roles in it, who keep this page. `subject` is it as one that assesses itself.

    `people` is about how many live there or belong to it; never a list of anybody.
    """

    translated_fields = ("description", "area_text", "state_text")

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="community", verbose_name=_("community")
    )
    subject = models.OneToOneField(Subject, models.PROTECT, related_name="community")
    kind = models.CharField(_("kind"), max_length=10, choices=CommunityKind.choices)
    state = models.CharField(
        _("status"), max_length=10, choices=CommunityState.choices, default=CommunityState.ACTIVE
    )
    # Of a community that rests or has ended: what happens with it, whom to ask.
    state_text = models.CharField(_("what happens now"), max_length=500, blank=True)
    state_since = models.DateField(_("since"), null=True, blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    description = models.TextField(_("who we are and what we do"), blank=True)
    area_text = models.CharField(_("area"), max_length=300, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="communities")
    people = models.PositiveIntegerField(_("people, about"), null=True, blank=True)
    web_address = models.URLField(_("web page"), max_length=300, blank=True)
    is_public = models.BooleanField(_("everybody may read this page"), default=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="community_state_known", condition=Q(state__in=CommunityState.values)
            ),
            models.CheckConstraint(
                name="community_kind_known", condition=Q(kind__in=CommunityKind.values)
            ),
            models.CheckConstraint(
                name="community_has_somebody", condition=Q(people=None) | Q(people__gt=0)
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="listed_as_it_is_public",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    -- The name of one that is not public stands in nobody's list.
                    UPDATE people_organisation SET is_listed = NEW.is_public
                    WHERE id = NEW.organisation_id AND is_listed IS DISTINCT FROM NEW.is_public;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def source_language(self) -> str:
        return self.language
