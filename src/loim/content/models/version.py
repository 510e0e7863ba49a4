"""Versions of a text in one language; what is published never changes."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models.text import Text
from loim.people.models import User


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")


class Origin(models.TextChoices):
    HUMAN = "human", _("written by a person")
    MACHINE = "machine", _("machine translation")
    MACHINE_REVIEWED = "machine_reviewed", _("machine translation, read by a person")


PUBLISHED_IS_FINAL = pgtrigger.Trigger(
    name="published_is_final",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    condition=pgtrigger.Condition("(OLD.status = 'published')"),
    func="""
        -- Erasing a person may still empty who wrote or published it; a text goes as a whole.
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{written_by_id,published_by_id}'::text[]
            = to_jsonb(OLD) - '{written_by_id,published_by_id}'::text[] THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM content_text WHERE id = OLD.text_id) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'text version % is published and cannot change', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'published_is_final';
    """,
)

BASE_IS_OF_THE_SAME_TEXT = pgtrigger.Trigger(
    name="base_is_of_the_same_text",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NEW.based_on_id IS NULL THEN
            IF EXISTS (SELECT FROM content_text
                       WHERE id = NEW.text_id AND source_language <> NEW.language) THEN
                RAISE EXCEPTION 'a translation says what it was made from'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'base_is_of_the_same_text';
            END IF;
        ELSIF NOT EXISTS (
            SELECT FROM content_textversion b JOIN content_text t ON t.id = b.text_id
            WHERE b.id = NEW.based_on_id AND b.text_id = NEW.text_id
                AND b.language <> NEW.language AND t.source_language <> NEW.language
                AND b.status = 'published'
        ) THEN
            RAISE EXCEPTION 'version % is no published version of this text in another language',
                NEW.based_on_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'base_is_of_the_same_text';
        END IF;
        RETURN NEW;
    """,
)


class TextVersion(models.Model):
    """`fields` is {name: text} as `content.kinds` says, rich ones cleaned. `revision` counts the
    saves of a draft, so that two people who write at once are told. `is_minor`: translations made
    from the version before stay as good as they were."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    number = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT
    )
    is_minor = models.BooleanField(_("a minor change"), default=False)
    origin = models.CharField(
        _("origin"), max_length=20, choices=Origin.choices, default=Origin.HUMAN
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="translations"
    )
    fields = models.JSONField(default=dict)
    words = models.PositiveIntegerField(_("words"), default=0)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language", "number"], name="version_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["text", "language"], condition=Q(status="draft"),
                name="version_one_draft",
            ),
            models.CheckConstraint(
                name="version_published_at_some_time",
                condition=Q(status="draft", published_at=None)
                | Q(status="published", published_at__isnull=False),
            ),
            models.CheckConstraint(name="version_numbers_from_one", condition=Q(number__gte=1)),
        ]  # fmt: skip
        triggers = [PUBLISHED_IS_FINAL, BASE_IS_OF_THE_SAME_TEXT]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language} {self.number}"

    def get(self, name: str) -> str:
        value: str = self.fields.get(name, "")
        return value


class Confirmation(models.Model):
    """Somebody compared a published translation with a later version of what it was made from,
    and it needs no change."""

    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="confirmations")
    compared_with = models.ForeignKey(TextVersion, models.CASCADE, related_name="+")
    confirmed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "compared_with"], name="confirmation_once_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.compared_with_id}"
