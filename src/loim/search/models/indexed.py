"""What is found: one row for each record, whatever its languages."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from loim.common.translated import LANGUAGES

EVERYBODY, ADMINISTRATORS = 0, -1  # in `readers`, beside ids of organisations


class IndexedDocument(models.Model):
    """Made of a `providers.Document`; nothing is written here but by `actions.indexing`.

    `readers` holds ids of organisations, or EVERYBODY, or ADMINISTRATORS; `facets` "county:0060";
    `texts` {language: [title, body, keywords]}. `words` are those that it adds to `KnownWord`.
    `title_vector` is the titles' part of `vector`, small enough to be kept beside the row: of very
    many matches the best are chosen by it, before whole vectors are read.
    """

    provider = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    texts = models.JSONField()
    url_name = models.CharField(max_length=80)
    url_args = models.JSONField(default=list)
    facets = ArrayField(models.CharField(max_length=80), default=list)
    readers = ArrayField(models.BigIntegerField(), default=list)
    day = models.DateField(null=True)
    importance = models.FloatField(default=1.0)
    visible_from = models.DateTimeField(null=True)
    visible_until = models.DateTimeField(null=True)
    vector = SearchVectorField()
    title_vector = SearchVectorField(default="")
    words = ArrayField(models.CharField(max_length=60), default=list)
    digest = models.CharField(max_length=64)  # of all that it was made of, to skip what is the same
    analyser = models.CharField(max_length=80)
    indexed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "object_id"], name="indexed_once"),
            # A row that nobody may read would be a mistake of its provider.
            models.CheckConstraint(name="indexed_has_readers", condition=~Q(readers=[])),
            models.CheckConstraint(name="indexed_importance", condition=Q(importance__gt=0)),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="indexed_vector", fastupdate=False),
            models.Index(fields=["analyser"], name="indexed_analyser"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.object_id}"


class ChangeMark(models.Model):
    """A row of a watched table changed: written by triggers, taken by a job. Rows are only added,
    so that two people's changes never wait for each other here."""

    source = models.CharField(max_length=63)  # the table's name, '' for a provider's own key
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.source} {self.value}"
