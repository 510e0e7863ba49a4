"""Pages for an audience, and news: facts that hold in every language; words are in the text."""

import uuid
from datetime import date
from typing import Any

import pghistory
import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.content.models.media import MediaFile
from loim.content.models.state import State
from loim.content.models.text import Text
from loim.people.models import Municipality, User

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Audience(models.TextChoices):
    """Whom a page or a piece of news is for."""

    EVERYONE = "everyone", _("everyone")
    NEWCOMERS = "newcomers", _("newcomers")
    WORKERS = "workers", _("people who come to work")
    STUDENTS = "students", _("students")
    FAMILIES = "families", _("families")
    PROTECTION = "protection", _("people under temporary protection")
    RETURNEES = "returnees", _("returnees")
    YOUNG_PEOPLE = "young_people", _("young people")


class WebTextRows(models.QuerySet[Any]):  # of pages or of news
    def published(self, today: date) -> "WebTextRows":
        """What readers get: published in some language, and still valid."""
        read = Text.objects.filter(
            states__state__in=[State.CURRENT, State.STALE], pk=models.OuterRef("text")
        )
        return self.filter(Q(expiry_date=None) | Q(expiry_date__gte=today), models.Exists(read))


class WebText(models.Model):
    """`expiry_date` is the last day on which it is valid. `expiry_warned_for` is the one of which
    its owner was warned."""

    slug = models.CharField(
        _("address"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(SLUG, _("Use small letters a–z, digits and hyphens between them."))
        ],
    )
    audience = models.CharField(
        _("for whom"), max_length=12, choices=Audience.choices, default=Audience.EVERYONE
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("municipality"),
    )  # fmt: skip
    picture = models.ForeignKey(
        MediaFile, models.PROTECT, null=True, blank=True, related_name="%(class)s_set",
        verbose_name=_("picture"),
    )  # fmt: skip
    expiry_date = models.DateField(_("valid until"), null=True, blank=True)
    expiry_warned_for = models.DateField(null=True, editable=False)
    submission = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def is_expired_on(self, day: date) -> bool:
        return self.expiry_date is not None and self.expiry_date < day


PARENTS_MAKE_NO_CIRCLE = pgtrigger.Trigger(
    name="parents_make_no_circle",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Condition("(NEW.parent_id IS NOT NULL)"),
    func="""
        -- Two changes at once could close a circle that neither sees.
        PERFORM pg_advisory_xact_lock(hashtext('content_page.parent'));
        IF EXISTS (
            WITH RECURSIVE above AS (
                SELECT id, parent_id FROM content_page WHERE id = NEW.parent_id
                UNION
                SELECT p.id, p.parent_id FROM content_page p JOIN above a ON p.id = a.parent_id
            )
            SELECT FROM above WHERE id = NEW.id
        ) THEN
            RAISE EXCEPTION 'page % would stand below itself', NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'page_parents_make_no_circle';
        END IF;
        RETURN NEW;
    """,
)


@pghistory.track(model_name="PageHistory")
class Page(WebText):
    """Pages stand below each other; `position` orders those below the same one."""

    text = models.OneToOneField(Text, models.PROTECT, related_name="page")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children",
        verbose_name=_("below the page"),
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("order among its neighbours"), default=0)

    objects = WebTextRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="page_slug_is_of_an_address", condition=Q(slug__regex=SLUG)
            ),
            models.CheckConstraint(
                name="page_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
            ),
        ]
        triggers = [PARENTS_MAKE_NO_CIRCLE]


@pghistory.track(model_name="NewsItemHistory")
class NewsItem(WebText):
    """`news_date` is the day that it is news of; before it nobody but its writers sees it."""

    text = models.OneToOneField(Text, models.PROTECT, related_name="news_item")
    news_date = models.DateField(pgettext_lazy("of news", "date"))

    objects = WebTextRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="news_slug_is_of_an_address", condition=Q(slug__regex=SLUG)
            ),
            models.CheckConstraint(
                name="news_ends_after_it_begins",
                condition=Q(expiry_date=None) | Q(expiry_date__gte=F("news_date")),
            ),
        ]
        indexes = [models.Index(fields=["-news_date", "-id"], name="news_by_date")]
