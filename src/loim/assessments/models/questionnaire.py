"""A questionnaire and its versions: what is published never changes, a new version follows it."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.translated import LANGUAGES, Translated
from loim.people.models import Organisation, User


class VersionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("a version", "draft")
    PUBLISHED = "published", pgettext_lazy("a version", "published")


@pghistory.track(model_name="QuestionnaireHistory")
class Questionnaire(Translated):
    """`for_kind` is the key of the kind of subject that may answer it (`subjects.py`)."""

    translated_fields = ("title", "description")

    slug = models.SlugField(_("short name in the address"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("what it is for"), blank=True)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="questionnaires", verbose_name=_("kept by")
    )
    for_kind = models.CharField(_("who assesses itself by it"), max_length=30)
    asks_evidence = models.BooleanField(_("asks for evidence beside shared answers"), default=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(editable=False)
    # Of the form that was sent: the same form sent twice makes one questionnaire.
    submission = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="questionnaire_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.language


@pghistory.track(model_name="QuestionnaireVersionHistory")
class QuestionnaireVersion(Translated):
    """One draft at a time; published versions stay as they are for ever (triggers here and on
    every part, `models/parts.py`)."""

    translated_fields = ("introduction",)

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=VersionState.choices, default=VersionState.DRAFT
    )
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    introduction = models.TextField(_("what answerers read first"), blank=True)
    made_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="questionnaire_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(state="draft"),
                name="questionnaire_has_one_draft",
            ),
            models.CheckConstraint(
                name="questionnaire_version_published_at_some_time",
                condition=Q(state="draft", published_at=None)
                | Q(state="published", published_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_version_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("(OLD.state = 'published')"),
                func="""
                    -- Who published it is forgotten with the account; nothing else changes.
                    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - 'published_by_id')
                        IS DISTINCT FROM (to_jsonb(NEW) - 'published_by_id') THEN
                        RAISE EXCEPTION 'version % is published', OLD.id
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'published_version_stays';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} · {self.number}"

    @property
    def source_language(self) -> str:
        return self.language

    @property
    def is_published(self) -> bool:
        return self.state == VersionState.PUBLISHED
