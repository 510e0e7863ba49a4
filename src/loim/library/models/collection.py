"""Items that an editor put together for some purpose."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from loim.content.models import Text
from loim.library.models.item import LibraryItem
from loim.people.models import Organisation, User

COLLECTION_TEXT = "library_collection"  # kind of content.Text


@pghistory.track(model_name="CollectionHistory")
class Collection(models.Model):
    """`text` has its title and summary."""

    text = models.OneToOneField(Text, models.PROTECT, related_name="library_collection")
    owner = models.ForeignKey(
        Organisation, models.PROTECT, related_name="library_collections", verbose_name=_("kept by")
    )
    is_published = models.BooleanField(_("shown to readers"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    revision = models.PositiveIntegerField(default=1, editable=False)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    submission = models.UUIDField(null=True, blank=True, editable=False, unique=True)

    def __str__(self) -> str:
        return f"collection {self.pk}"


class CollectionEntry(models.Model):
    collection = models.ForeignKey(Collection, models.CASCADE, related_name="entries")
    item = models.ForeignKey(LibraryItem, models.CASCADE, related_name="collection_entries")
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "item"], name="collection_has_an_item_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection_id}: {self.item_id}"
