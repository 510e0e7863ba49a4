"""Copies of a client's documents: encrypted wherever they lie (sealed_files.py)."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.casework.models.case import Case
from loim.casework.models.client import Client
from loim.casework.models.guarded import Guarded
from loim.casework.sealed_files import SealedStorage, sealed_name

MOST_BYTES = 10 * 1024 * 1024


class ClientDocument(Guarded):
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    client = models.ForeignKey(Client, models.PROTECT, related_name="documents")
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="documents")
    # What it is, in the counsellor's words; the file's own name is not kept.
    sealed_title = models.TextField(editable=False)
    mime = models.CharField(_("kind of file"), max_length=100, editable=False)
    size_bytes = models.PositiveIntegerField(editable=False)
    content = models.FileField(upload_to=sealed_name, storage=SealedStorage(), editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    submission = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="casework_document_size", condition=Q(size_bytes__range=(1, MOST_BYTES))
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)
