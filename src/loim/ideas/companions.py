"""What the page of an event shows of its forum."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from loim.events.companions import Companion
from loim.events.models import Event, EventStatus
from loim.events.permissions import may_change_event
from loim.ideas.models import Forum
from loim.people.permissions import Person


def forum_of(event: Event, person: Person) -> Iterable[Companion]:
    forum = Forum.objects.filter(event=event).only("pk", "is_public").first()
    may_change = (forum is None or not forum.is_public) and may_change_event(person, event)
    if forum is not None:
        if forum.is_public or may_change:
            yield Companion(_("Ideas, and what became of them"), reverse("forum", args=[forum.pk]))
    elif may_change and event.status != EventStatus.CANCELLED:
        yield Companion(_("Gather ideas"), reverse("forum-open", args=[event.pk]))
