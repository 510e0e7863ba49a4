"""Which texts deserve which languages: not everything that is news here is news there."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.content.models.text import Text
from loim.people.models import User


@pghistory.track(model_name="TranslationWishHistory")
class TranslationWish(models.Model):
    """Somebody looked at a text and decided: translate it into `language`, or leave it.

    Without a row nobody has decided. News is translated only where it is wished for.
    """

    text = models.ForeignKey(Text, models.CASCADE, related_name="wishes")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    is_wanted = models.BooleanField(_("to be translated"))
    wished_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    wished_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="wish_once_per_language"),
            models.CheckConstraint(
                name="wish_language_is_known",
                condition=models.Q(language__in=[code for code, _name in LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.language}: {'yes' if self.is_wanted else 'no'}"
