"""Published versions: frozen, apart from forgetting people."""

from uuid import UUID

import pgtrigger
from django.db import models
from django.db.models import Q

from loim.communities.models.crisis.plan import CrisisPlan
from loim.people.models import User


class CrisisVersion(models.Model):
    """`content` is the plan as it was published (`logic/crisis/content.py`); people stand in it by
    the UUID of their contact alone, and `VersionContact` says who that is. In force until
    `superseded_at`. `note` says in the keeper's words what changed.
    """

    plan = models.ForeignKey(CrisisPlan, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    submission = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="crisis_version_number_once"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(superseded_at=None), name="crisis_one_version_in_force"
            ),
            models.CheckConstraint(name="crisis_versions_from_one", condition=Q(number__gte=1)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="crisis_version_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    -- A newer one may take its place, and erasing a person may empty who published.
                    IF TG_OP = 'UPDATE'
                        AND to_jsonb(NEW) - '{superseded_at,published_by_id}'::text[]
                        = to_jsonb(OLD) - '{superseded_at,published_by_id}'::text[]
                        AND (NEW.published_by_id IS NULL
                            OR NEW.published_by_id = OLD.published_by_id)
                        AND (OLD.superseded_at IS NULL
                            OR NEW.superseded_at = OLD.superseded_at) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'version % of a crisis plan is published', OLD.id
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'crisis_version_is_final';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.number}"


class VersionContact(models.Model):
    """Of somebody who left meanwhile the details are gone from every version at once; the name
    stays until the plan's past is forgotten."""

    version = models.ForeignKey(CrisisVersion, models.PROTECT, related_name="contacts")
    contact_uuid = models.UUIDField()
    name = models.CharField(max_length=150, blank=True)
    sealed_details = models.TextField(blank=True)
    languages = models.CharField(max_length=100, blank=True)
    skills = models.CharField(max_length=200, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "contact_uuid"], name="crisis_version_contact_once"
            ),
            models.CheckConstraint(
                name="crisis_version_left_without_a_trace",
                condition=Q(left_at=None) | Q(sealed_details="", languages="", skills=""),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="crisis_version_contact_is_final",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func="""
                    -- Forgetting a person is all that may happen to a published version.
                    IF TG_OP = 'UPDATE'
                        AND NEW.version_id = OLD.version_id
                        AND NEW.contact_uuid = OLD.contact_uuid
                        AND (NEW.name = OLD.name OR NEW.name = '')
                        AND (NEW.sealed_details = OLD.sealed_details OR NEW.sealed_details = '')
                        AND (NEW.languages = OLD.languages OR NEW.languages = '')
                        AND (NEW.skills = OLD.skills OR NEW.skills = '')
                        AND (OLD.left_at IS NULL OR NEW.left_at = OLD.left_at) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'version contact % is published', OLD.id
                        USING ERRCODE = 'check_violation',
                        CONSTRAINT = 'crisis_version_contact_is_final';
                """,
            )
        ]
        indexes = [models.Index(fields=["contact_uuid"], name="crisis_versions_of_contact")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> UUID:
        return self.contact_uuid
