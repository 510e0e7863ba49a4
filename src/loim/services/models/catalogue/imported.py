"""What came from files of others, and the files themselves until they are taken in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Organisation, User
from loim.services.models.catalogue.place import Location
from loim.services.models.catalogue.service import Service


class ImportedRecord(models.Model):
    """By which id of the file a service or place is known, so that it is taken in only once."""

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    external_id = models.CharField(max_length=100)
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="imported_as")
    location = models.ForeignKey(Location, models.CASCADE, null=True, related_name="imported_as")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="imported_is_one_thing",
                condition=Q(service=None, location__isnull=False)
                | Q(service__isnull=False, location=None),
            ),
            models.UniqueConstraint(
                fields=["owner", "external_id"], condition=Q(location=None),
                name="imported_service_once",
            ),
            models.UniqueConstraint(
                fields=["owner", "external_id"], condition=Q(service=None),
                name="imported_location_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.owner_id} {self.external_id}"


class HsdsImport(models.Model):
    """A file that somebody looked at; `content` is emptied as soon as it is taken in.

    `report` keeps what was not understood: {unknown: [{path, value}], ...}."""

    owner = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="et")
    publishes = models.BooleanField(_("provide the services at once"), default=False)
    content = models.TextField(blank=True)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_applied_keeps_no_file",
                condition=Q(applied_at=None) | Q(content=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
