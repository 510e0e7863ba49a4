"""What a record says, whatever the language: the record points at one of these."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Organisation, User


@pghistory.track(model_name="TextHistory")
class Text(models.Model):
    """`kind` is a key of `content.kinds`; editors of `owner` write it. Neither changes."""

    kind = models.CharField(max_length=30, editable=False)
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="texts", verbose_name=_("whose editors keep it")
    )
    source_language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="et")
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "owner"], name="text_kind_owner")]
        constraints = [
            models.CheckConstraint(
                name="text_source_language_is_known",
                condition=models.Q(source_language__in=[code for code, _name in LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
