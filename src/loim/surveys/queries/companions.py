"""What an event's page says of the survey that it was planned from."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from loim.events.companions import Companion
from loim.events.models import Event
from loim.people.permissions import Person
from loim.surveys.models import PlannedFromSurvey
from loim.surveys.permissions import may_change_survey


def links_of_event(event: Event, person: Person) -> Iterable[Companion]:
    """One query for a visitor."""
    found = (
        PlannedFromSurvey.objects.filter(event=event)
        .select_related("survey__organisation", "survey__activity__programme")
        .first()
    )
    if found is None:
        return
    survey = found.survey
    if not survey.is_public and not may_change_survey(person, survey):
        return
    words = {
        "title": survey.text("title"),
        "wanted": found.wanted,
        "answered": found.answered,
        "invited": found.invited,
    }
    text = (
        _("Planned from the survey “%(title)s”: %(wanted)s of %(answered)s asked for it")
        if found.wanted is not None
        else _("Planned from the survey “%(title)s”")
    )
    yield Companion(text % words, reverse("survey-results", args=[survey.pk]))
