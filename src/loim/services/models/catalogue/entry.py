"""What all entries of the catalogue share: a name for the world outside that never changes."""

import uuid

from django.db import models

from loim.common.translated import Translated


class Entry(models.Model):
    """`uuid` is its id in HSDS and the end of its address in CPSV-AP."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class WordedEntry(Entry, Translated):
    """With a few words of its own, in Estonian beside the other languages."""

    class Meta:
        abstract = True

    @property
    def source_language(self) -> str:
        return "et"
