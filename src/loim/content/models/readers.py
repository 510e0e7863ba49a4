"""How often a text was read, by language and day: nothing about who read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models.text import Text


class ReadCount(models.Model):
    """`language` is the one that readers wanted, whichever they got: where a translation is
    missing, these are the people who miss it."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="read_counts")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    day = models.DateField(_("day"))
    readings = models.PositiveIntegerField(_("readings"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["text", "language", "day"], name="read_count_once_a_day"
            ),
            models.CheckConstraint(
                name="read_count_language_is_known",
                condition=models.Q(language__in=[code for code, _name in LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language} {self.day}: {self.readings}"
