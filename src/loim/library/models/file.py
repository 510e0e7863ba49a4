"""Files of contributions and items, what was read from them, and how often they are fetched."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.files import upload_path
from loim.library.models.contribution import Contribution
from loim.library.models.item import LibraryItem
from loim.people.models import User


class Reading(models.TextChoices):
    """How far the job is that reads a file: pages, previews, text for search."""

    WAITING = "waiting", pgettext_lazy("reading a file", "waits to be read")
    DONE = "done", pgettext_lazy("reading a file", "read")
    FAILED = "failed", pgettext_lazy("reading a file", "could not be read")
    NOT_NEEDED = "not_needed", pgettext_lazy("reading a file", "nothing to read")


class LibraryFile(models.Model):
    """Neither of a contribution nor of an item: a form that waits to be sent has it (`staged`);
    such ones are erased the next night. `sha256` is of what was uploaded. `text` is what a PDF
    says, for search; never shown."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey(
        LibraryItem, models.CASCADE, null=True, blank=True, related_name="files"
    )
    contribution = models.ForeignKey(
        Contribution, models.CASCADE, null=True, blank=True, related_name="files"
    )
    language = models.CharField(_("language of the file"), max_length=2, blank=True)
    file = models.FileField(_("file"), upload_to=upload_path("library"))
    file_name = models.CharField(_("name of the file"), max_length=120)
    mime = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    reading = models.CharField(max_length=10, choices=Reading.choices, default=Reading.WAITING)
    trouble = models.CharField(max_length=20, blank=True)  # a key of `logic.files.troubles`
    pages = models.PositiveIntegerField(_("pages"), null=True)
    text = models.TextField(blank=True)
    is_text_cut = models.BooleanField(default=False)
    was_scanned = models.BooleanField(_("checked for viruses"), default=False)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="library_file_of_one_thing",
                condition=Q(item=None) | Q(contribution=None),
            ),
            models.UniqueConstraint(
                fields=["item", "sha256"], condition=Q(item__isnull=False),
                name="library_file_once_per_item",
            ),
            models.CheckConstraint(
                name="library_file_failed_says_why",
                condition=~Q(reading="failed") | ~Q(trouble=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")


class FilePreview(models.Model):
    """A picture of a page, drawn by us."""

    source = models.ForeignKey(LibraryFile, models.CASCADE, related_name="previews")
    page = models.PositiveSmallIntegerField()
    image = models.FileField(upload_to=upload_path("library-previews"))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "page"], name="file_preview_once_per_page"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.page}"


class DownloadCount(models.Model):
    """Times that an item's file was fetched or its link followed on a day; by nobody in particular."""

    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="download_counts")
    day = models.DateField()
    downloads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "day"], name="download_count_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.day}"
