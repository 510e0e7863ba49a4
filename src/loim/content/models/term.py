"""The glossary: what a thing is called in each language, and what it is not to be called."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Organisation, User


class Usage(models.TextChoices):
    PREFERRED = "preferred", _("preferred")
    ALLOWED = "allowed", _("allowed")
    AVOIDED = "avoided", _("avoided")


@pghistory.track(model_name="TermHistory")
class Term(models.Model):
    """One concept. Without an owner it is common to all organisations."""

    owner = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="terms",
        verbose_name=_("whose term"),
    )  # fmt: skip
    note = models.TextField(_("note"), max_length=1000, blank=True)
    is_retired = models.BooleanField(_("no longer in use"), default=False)
    submission = models.UUIDField(null=True, unique=True, editable=False)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"term {self.pk}"


@pghistory.track(model_name="TermWordHistory")
class TermWord(models.Model):
    """`stems` are further beginnings by which the word is known when it is inflected: 'valla'
    beside 'vald'."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    word = models.CharField(_("word"), max_length=120)
    usage = models.CharField(
        _("usage"), max_length=9, choices=Usage.choices, default=Usage.PREFERRED
    )
    stems = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "term", "language", Lower("word"), name="term_word_once_per_language"
            ),
            models.UniqueConstraint(
                fields=["term", "language"], condition=Q(usage="preferred"),
                name="term_one_preferred_word",
            ),
            models.CheckConstraint(name="term_word_is_not_empty", condition=~Q(word="")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.word
