"""Steps that a city begins with: a list that programme managers keep."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES, Translated


class JoiningTemplate(Translated):
    """One that is not offered any more stays, and so do processes that began with it."""

    translated_fields = ("name",)

    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language of the text"), max_length=2, choices=LANGUAGES, default="et"
    )
    is_offered = models.BooleanField(_("offered to cities"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="joining_template_name_once"),
            models.CheckConstraint(name="joining_template_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def source_language(self) -> str:
        return self.language


class TemplateStep(Translated):
    """`due_months`: so long after the process began, or no date."""

    translated_fields = ("title", "explanation")

    template = models.ForeignKey(JoiningTemplate, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("step"), max_length=200)
    explanation = models.TextField(_("explanation"), max_length=2000, blank=True)
    due_months = models.PositiveSmallIntegerField(_("due after (months)"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="joining_template_step_is_named", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_language(self) -> str:
        return self.template.language
