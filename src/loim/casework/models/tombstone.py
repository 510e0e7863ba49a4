"""That somebody was erased, so that a backup brings nobody back; not who."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.casework.models.guarded import Guarded


class Ground(models.TextChoices):
    REQUEST = "request", _("the client asked for it")
    WITHDRAWN = "withdrawn", _("the client withdrew the consent")
    MISTAKE = "mistake", _("recorded by mistake")
    RETENTION = "retention", _("kept no longer")


class Tombstone(Guarded):
    """`key_hash` is a keyed hash of the client's UUID (vault.tombstone): it recognises a record
    that comes back, and tells nothing to whoever holds the list without the key."""

    key_hash = models.CharField(max_length=64, unique=True)
    ground = models.CharField(max_length=10, choices=Ground)
    erased_at = models.DateTimeField()
    # None: the nightly job.
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.erased_at:%Y-%m-%d}"
