"""From an event's page to the training whose day it is."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from loim.events.companions import Companion
from loim.events.models import Event, EventKind
from loim.people.permissions import Person
from loim.trainings.models import TrainingDay, TrainingStatus


def training_of_day(event: Event, person: Person) -> Iterator[Companion]:
    """One query; a draft is nobody's to follow."""
    if event.kind not in (EventKind.TRAINING, EventKind.INFO_DAY, EventKind.STUDY_TRIP):
        return
    day = (
        TrainingDay.objects.select_related("training")
        .filter(event=event)
        .exclude(training__status=TrainingStatus.DRAFT)
        .first()
    )
    if day is None:
        return
    try:
        url = reverse("training", args=[day.training_id])
    except NoReverseMatch:
        return
    text = _("Day of the training programme “%(title)s”") % {"title": day.training.text("title")}
    yield Companion(text, url)
