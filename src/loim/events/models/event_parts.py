"""What belongs to one event and is worded in its language."""

from django.db import models

from loim.common.translated import Translated
from loim.events.models.event import Event


class PartOfEvent(Translated):
    """Without a history of its own: each part names its own `event`."""

    event: "models.ForeignKey[Event, Event]"

    class Meta:
        abstract = True

    @property
    def source_language(self) -> str:
        return self.event.language
