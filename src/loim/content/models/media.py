"""Pictures and documents that pages show or link."""

import uuid
from pathlib import PurePath

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.files import upload_path
from loim.content.models.text import Text
from loim.people.models import Organisation, User


class MediaKind(models.TextChoices):
    PICTURE = "picture", _("picture")
    DOCUMENT = "document", _("document")


class Licence(models.TextChoices):
    OWN = "own", _("our own work")
    CC0 = "cc0", "CC0 1.0"
    CC_BY = "cc_by", "CC BY 4.0"
    CC_BY_SA = "cc_by_sa", "CC BY-SA 4.0"
    PERMISSION = "permission", _("used by permission")


@pghistory.track(model_name="MediaHistory", exclude=["file"])
class MediaFile(models.Model):
    """`text` has the alternative text of a picture, or the title of a document, and a caption; a
    decorative picture says nothing and needs none. Of a picture nothing is kept but its pixels,
    drawn anew; a document stays as it was given. `file` is the largest rendition of a picture."""

    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="media", verbose_name=_("whose editors keep it")
    )
    text = models.OneToOneField(Text, models.PROTECT, related_name="media")
    kind = models.CharField(_("kind"), max_length=8, choices=MediaKind.choices)
    file = models.FileField(_("file"), upload_to=upload_path("media"))
    file_name = models.CharField(_("name of the file"), max_length=120)
    mime = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of what was uploaded
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    is_decorative = models.BooleanField(_("only decoration"), default=False)
    credit = models.CharField(_("author"), max_length=120, blank=True)
    licence = models.CharField(
        pgettext_lazy("of a picture", "licence"),
        max_length=10,
        choices=Licence.choices,
        default=Licence.OWN,
    )
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    submission = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission"], name="media_once_per_submission"),
            models.UniqueConstraint(fields=["owner", "sha256"], name="media_once_per_owner"),
            models.CheckConstraint(
                name="media_picture_has_a_size",
                condition=Q(
                    kind="picture",
                    width__isnull=False,
                    width__gte=1,
                    height__isnull=False,
                    height__gte=1,
                )
                | Q(kind="document", width=None, height=None),
            ),
            models.CheckConstraint(
                name="media_only_pictures_decorate",
                condition=Q(kind="picture") | Q(is_decorative=False),
            ),
            models.CheckConstraint(
                name="media_of_others_names_its_author",
                condition=Q(licence__in=["own", "cc0"]) | ~Q(credit=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_picture(self) -> bool:
        return self.kind == MediaKind.PICTURE

    @property
    def name(self) -> str:
        """By it the file's address is made."""
        return PurePath(str(self.file.name)).name


class Rendition(models.Model):
    """A picture in a smaller size."""

    media = models.ForeignKey(MediaFile, models.CASCADE, related_name="renditions")
    file = models.FileField(upload_to=upload_path("media"))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["media", "width"], name="rendition_once_per_width"),
        ]

    def __str__(self) -> str:
        return f"{self.media_id}: {self.width}"

    @property
    def name(self) -> str:
        return PurePath(str(self.file.name)).name
