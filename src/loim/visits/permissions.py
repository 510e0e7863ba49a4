"""May this person? Whoever changes the event plans its days; a visit is as open as its event."""

from loim.events.permissions import may_change_event, may_see_event
from loim.people.permissions import Person
from loim.visits.models import Visit


def may_see_visit(person: Person, visit: Visit) -> bool:
    return may_see_event(person, visit.event)


def may_change_visit(person: Person, visit: Visit) -> bool:
    return may_change_event(person, visit.event)


def may_see_report(person: Person, visit: Visit) -> bool:
    """Once it is published whoever sees the visit; until then those who write it."""
    if may_change_visit(person, visit):
        return True
    return visit.report_published_at is not None and may_see_visit(person, visit)
