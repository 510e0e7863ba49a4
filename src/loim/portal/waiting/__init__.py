"""What waits for a person in each form of the work, for 'My work': a file for each form."""

from datetime import datetime

from loim.people.models import User
from loim.portal.waiting import clubs, ideas, services, surveys, texts, trainings, visits
from loim.portal.waiting.item import Waiting, urgent_first


def waiting_for(person: User, now: datetime) -> list[Waiting]:
    """The urgent first. So many queries, however much waits."""
    forms = (clubs, visits, trainings, ideas, surveys, services, texts)
    return urgent_first(item for form in forms for item in form.waiting_for(person, now))
