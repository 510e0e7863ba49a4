"""May this person? Applied journeys are seen by those who take part in their programme."""

from django.db.models import Q, QuerySet

from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.programmes.models import Programme
from loim.programmes.permissions import (
    may_manage,
    may_record_for,
    programmes_taken_part_in,
)
from loim.services.models import AppliedJourney


def journeys_seen_by(person: Person) -> QuerySet[AppliedJourney]:
    if may_administer_platform(person):
        return AppliedJourney.objects.all()
    programmes = Programme.objects.filter(pk__in=programmes_taken_part_in(person).values("pk"))
    return AppliedJourney.objects.filter(
        Q(activity__programme__in=programmes)
        | Q(organisation__in=list(roles_by_organisation(person)))
    )


def may_see_journey(person: Person, journey: AppliedJourney) -> bool:
    return journeys_seen_by(person).filter(pk=journey.pk).exists()


def may_change_journey(person: Person, journey: AppliedJourney) -> bool:
    """Whoever writes down the municipality's work, and the manager of the programme."""
    return may_manage(person, journey.activity.programme) or may_record_for(
        person, journey.organisation
    )
