"""Words: those that are in public texts, those of the same meaning, those nobody found."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Length, Lower
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import User


class KnownWord(models.Model):
    """A word of public texts, as a dictionary has it, and how many of them have it; for completing
    what somebody types and for guessing what they meant. `folded` is without marks."""

    word = models.CharField(max_length=60, unique=True)
    folded = models.CharField(max_length=60, db_collation="C")
    documents = models.IntegerField(default=0)

    class Meta:
        indexes = [
            # Of short beginnings there are many words: the most frequent ones come from here.
            models.Index(Left("folded", 1), F("documents").desc(), name="known_word_1"),
            models.Index(Left("folded", 2), F("documents").desc(), name="known_word_2"),
            models.Index(Left("folded", 3), F("documents").desc(), name="known_word_3"),
            models.Index(fields=["folded"], name="known_word_folded"),
            models.Index(Length("folded"), Left("folded", 1), name="known_word_length"),
        ]

    def __str__(self) -> str:
        return self.word


@pghistory.track(model_name="WordGroupHistory")
class WordGroup(models.Model):
    """Words of one meaning, abbreviations among them, kept by editors: whoever looks for one of
    them finds the others. `submission` is of the form that made it."""

    note = models.CharField(_("note"), max_length=300, blank=True)
    submission = models.UUIDField(null=True, unique=True, editable=False)
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"words {self.pk}"


@pghistory.track(model_name="GroupedWordHistory")
class GroupedWord(models.Model):
    group = models.ForeignKey(WordGroup, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    word = models.CharField(_("word"), max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group", "language", Lower("word"), name="grouped_word_once_per_group"
            ),
            models.CheckConstraint(name="grouped_word_is_not_empty", condition=~Q(word="")),
        ]

    def __str__(self) -> str:
        return self.word


class WordMeaning(models.Model):
    """What `WordGroup` and other modules' words come to, ready for a query: whoever types `key`
    (lemmas, joined by a space) also looks for `members`: [{"language", "word", "lexemes"}]."""

    source = models.CharField(max_length=30)
    keys = ArrayField(models.CharField(max_length=200))
    members = models.JSONField()

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="word_meaning_keys", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.source}: {self.keys}"


class MissedSearch(models.Model):
    """What was looked for in vain, by day: the words and how often; nothing of who it was.

    Shown to editors only when it was looked for on several days (`queries.missed`), and deleted
    after three months.
    """

    day = models.DateField()
    words = models.CharField(max_length=100)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "words"], name="missed_once_a_day"),
            models.CheckConstraint(
                name="missed_is_no_address", condition=~Q(words__contains="@") & ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return self.words
