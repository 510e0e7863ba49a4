"""May this person? Editors of the keeper design a journey; editors elsewhere look and adopt."""

from django.db.models import Q, QuerySet

from loim.content.permissions import EDITING_ROLES, may_edit, may_edit_for
from loim.people.permissions import Person, organisations_with_role
from loim.programmes.permissions import may_record_for
from loim.services.models import AppliedJourney, Journey, JourneyStatus

__all__ = ["may_adapt", "may_design", "may_design_something", "may_look_behind", "seen_by_designer"]


def may_design_something(person: Person) -> bool:
    return may_edit(person)


def may_design(person: Person, journey: Journey) -> bool:
    return may_edit_for(person, journey.keeper_id)


def may_look_behind(person: Person, journey: Journey) -> bool:
    """The blueprint and its notes: whoever designs journeys anywhere; drafts only their keepers."""
    return may_design(person, journey) or (may_edit(person) and journey.is_public)


def seen_by_designer(person: Person) -> QuerySet[Journey]:
    return Journey.objects.filter(
        ~Q(status=JourneyStatus.DRAFT)
        | Q(keeper__in=organisations_with_role(person, EDITING_ROLES))
    )


def may_adapt(person: Person, applied: AppliedJourney) -> bool:
    """Write local additions, take over what is new."""
    return may_record_for(person, applied.organisation) or may_edit_for(
        person, applied.organisation_id
    )
