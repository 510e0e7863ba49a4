"""What a version of a questionnaire consists of. Of a published version nothing changes."""

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from loim.assessments.models.questionnaire import QuestionnaireVersion
from loim.common.translated import Translated

PART_STAYS = "published_part_stays"
_VERSION_OF_ROW = {
    "theme": "{row}.version_id",
    "overalllevel": "{row}.version_id",
    "nextstep": "{row}.version_id",
    "statement": "(SELECT version_id FROM assessments_theme WHERE id = {row}.theme_id)",
    "themeadvice": "(SELECT version_id FROM assessments_theme WHERE id = {row}.theme_id)",
    "statementlevel": (
        "(SELECT t.version_id FROM assessments_statement s"
        " JOIN assessments_theme t ON t.id = s.theme_id WHERE s.id = {row}.statement_id)"
    ),
}


def stays_when_published(model: str) -> pgtrigger.Trigger:
    """Neither added to, nor changed, nor taken from a published version."""
    old, new = (_VERSION_OF_ROW[model].format(row=row) for row in ("OLD", "NEW"))
    return pgtrigger.Trigger(
        name=PART_STAYS,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("found", "integer")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN
                SELECT id INTO found FROM assessments_questionnaireversion
                WHERE id = {old} AND state = 'published';
            END IF;
            IF found IS NULL AND TG_OP <> 'DELETE' THEN
                SELECT id INTO found FROM assessments_questionnaireversion
                WHERE id = {new} AND state = 'published';
            END IF;
            IF found IS NOT NULL THEN
                RAISE EXCEPTION 'version % is published', found
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{PART_STAYS}';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608  # of our own constants
    )


class OverallLevel(Translated):
    """A phase or level, reached from `from_percent` of what can be reached; the lowest is from 0.

    The same levels name how far a theme is; what is advised there is in `ThemeAdvice`.
    """

    translated_fields = ("name", "description", "advice")

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it is like"), blank=True)
    advice = models.TextField(_("advice"), blank=True)
    from_percent = models.PositiveSmallIntegerField(
        _("from how many per cent"), validators=[MaxValueValidator(99)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="overall_level_key_once"),
            models.UniqueConstraint(
                fields=["version", "from_percent"], name="overall_level_threshold_once"
            ),
            models.CheckConstraint(
                name="overall_level_can_be_reached", condition=Q(from_percent__lte=99)
            ),
        ]
        triggers = [stays_when_published("overalllevel")]

    def __str__(self) -> str:
        return self.name

    @property
    def source_language(self) -> str:
        return self.version.language


class Theme(Translated):
    """A dimension, one page on a phone."""

    translated_fields = ("title", "explanation")

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="themes")
    key = models.SlugField(max_length=60)
    title = models.CharField(_("title"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="theme_key_once"),
        ]
        triggers = [stays_when_published("theme")]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.version.language


class ThemeAdvice(Translated):
    """What is advised to whoever is at this level in this theme."""

    translated_fields = ("advice",)

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="advice")
    level = models.ForeignKey(OverallLevel, models.CASCADE, related_name="theme_advice")
    advice = models.TextField(_("advice"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "level"], name="theme_advice_once"),
        ]
        triggers = [stays_when_published("themeadvice")]

    @property
    def source_language(self) -> str:
        return self.theme.version.language


class Statement(Translated):
    """`key` stays the same from version to version as long as it asks the same: by it versions
    are compared."""

    translated_fields = ("wording", "explanation")

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="statements")
    # Of its theme, so that keys are unique in the whole version; kept true by a trigger.
    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="statements")
    key = models.SlugField(max_length=60)
    wording = models.CharField(_("statement or question"), max_length=400)
    explanation = models.TextField(_("explanation"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="statement_key_once"),
        ]
        triggers = [
            stays_when_published("statement"),
            pgtrigger.Trigger(
                name="statement_of_its_theme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF NEW.version_id IS DISTINCT FROM
                        (SELECT version_id FROM assessments_theme WHERE id = NEW.theme_id) THEN
                        RAISE EXCEPTION 'a statement is of the version that its theme is of'
                            USING ERRCODE = 'check_violation',
                            CONSTRAINT = 'statement_of_its_theme';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def source_language(self) -> str:
        return self.version.language


class StatementLevel(Translated):
    """An answer that can be chosen: described, with a value. The lowest is worth 0."""

    translated_fields = ("label",)

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField(_("value"), validators=[MaxValueValidator(10)])
    label = models.CharField(_("what it is like"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "value"], name="statement_level_once"),
            models.CheckConstraint(name="statement_level_to_ten", condition=Q(value__lte=10)),
        ]
        triggers = [stays_when_published("statementlevel")]

    def __str__(self) -> str:
        return self.label

    @property
    def source_language(self) -> str:
        return self.statement.version.language


class Target(models.TextChoices):
    """Where a next step leads; resolved when it is read, to what there is then."""

    NOWHERE = "nowhere", _("nowhere: the text says all")
    LIBRARY_ITEM = "library_item", _("something in the library")
    LIBRARY_TOPIC = "library_topic", _("a topic of the library")
    COLLECTION = "collection", _("a collection of the library")
    EXPERTS = "experts", _("experts of a field")
    EVENTS = "events", _("events to come of a kind: trainings, study trips")
    ADDRESS = "address", _("a web address")


class NextStep(Translated):
    """Shown to whoever is from `from_percent` up to `to_percent` in the theme, or overall where
    it names none. `target_key`: an item's or topic's key, a collection's number, a field's key,
    a kind of events; never a foreign key, so that the library remains free to withdraw things.
    """

    translated_fields = ("wording",)

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="next_steps")
    theme = models.ForeignKey(
        Theme, models.CASCADE, null=True, blank=True, related_name="next_steps",
        verbose_name=_("theme"),
    )  # fmt: skip
    from_percent = models.PositiveSmallIntegerField(_("from per cent"), default=0)
    to_percent = models.PositiveSmallIntegerField(_("up to per cent"), default=100)
    wording = models.CharField(_("what to do"), max_length=300)
    target = models.CharField(
        _("leads to"), max_length=14, choices=Target.choices, default=Target.NOWHERE
    )
    target_key = models.CharField(_("which"), max_length=200, blank=True)
    address = models.URLField(_("web address"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="next_step_range",
                condition=Q(from_percent__lt=F("to_percent"), to_percent__lte=100),
            ),
            models.CheckConstraint(
                name="next_step_leads_where_it_says",
                condition=Q(target="nowhere", target_key="", address="")
                | (Q(target="address", target_key="") & ~Q(address=""))
                | (~Q(target__in=["nowhere", "address"]) & ~Q(target_key="") & Q(address="")),
            ),
        ]
        triggers = [stays_when_published("nextstep")]

    def __str__(self) -> str:
        return self.wording

    @property
    def source_language(self) -> str:
        return self.version.language
