"""What waits for a person in each form of the work, for 'My work': a file for each form."""

from datetime import datetime

from loim.people.models import User
from loim.portal.waiting import (
    appointments,
    bodies,
    clubs,
    communities,
    crisis,
    discussions,
    experts,
    ideas,
    joining,
    library,
    meetings,
    networks,
    register,
    services,
    surveys,
    texts,
    trainings,
    visits,
)
from loim.portal.waiting.desk import DeskKind
from loim.portal.waiting.item import Waiting, urgent_first

_FORMS = (
    appointments,
    clubs,
    visits,
    trainings,
    ideas,
    surveys,
    library,
    services,
    texts,
    experts,
    meetings,
    discussions,
    communities,
    crisis,
    register,
    networks,
    joining,
    bodies,
)


def waiting_for(person: User, now: datetime) -> list[Waiting]:
    """The urgent first. So many queries, however much waits."""
    return urgent_first(item for form in _FORMS for item in form.waiting_for(person, now))


def desk_kinds() -> list[DeskKind]:
    """What stands on the editors' desk, from each form that names kinds in `DESK`."""
    return [kind for form in _FORMS for kind in getattr(form, "DESK", ())]
