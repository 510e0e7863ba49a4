"""What the page of an event shows of its visit."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.events.companions import Companion
from loim.events.models import Event, EventKind, EventStatus
from loim.events.permissions import may_change_event
from loim.people.permissions import Person
from loim.visits.models import Visit


def visit_of(event: Event, person: Person) -> Iterable[Companion]:
    if event.kind != EventKind.FIELD_VISIT:
        return
    visit = Visit.objects.filter(event=event).only("pk", "report_published_at").first()
    if visit is not None:
        yield Companion(_("The days and meetings"), reverse("visit", args=[visit.pk]))
        if visit.report_published_at:
            yield Companion(_("Closing report"), reverse("visit-report", args=[visit.pk]))
    elif event.status != EventStatus.CANCELLED and may_change_event(person, event):
        yield Companion(_("Plan the days"), reverse("visit-new", args=[event.pk]))
