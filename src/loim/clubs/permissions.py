"""May this person? Clubs that were opened are for everybody; who comes is for those who run them."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loim.clubs.models import Club, ClubMeeting, ClubStatus, Facilitator
from loim.people.models import User
from loim.people.permissions import Person, may_administer_platform, roles_by_organisation
from loim.people.personal_records import proved_addresses
from loim.programmes.permissions import may_manage, may_record_for, organisations_recorded_by


def may_run_club(person: Person, club: Club) -> bool:
    """Whoever writes down its organisation's work, and the manager of its programme."""
    if club.activity is not None and may_manage(person, club.activity.programme):
        return True
    return may_record_for(person, club.organisation)


def may_see_club(person: Person, club: Club) -> bool:
    if club.is_public or may_administer_platform(person):
        return True
    return club.organisation_id in roles_by_organisation(person) or may_run_club(person, club)


def clubs_run_by(person: Person) -> QuerySet[Club]:
    return Club.objects.filter(organisation__in=organisations_recorded_by(person).values("pk"))


def clubs_seen_by(person: Person) -> QuerySet[Club]:
    """What everybody may see, and drafts of one's own organisations."""
    public = ~Q(status=ClubStatus.DRAFT)
    if person.is_anonymous:
        return Club.objects.filter(public)
    own = Q(organisation__in=list(roles_by_organisation(person)))
    return Club.objects.filter(public | own | Q(pk__in=clubs_run_by(person).values("pk")))


def facilitators_of(person: Person) -> QuerySet[Facilitator]:
    """The rows by which this person leads clubs: by an address that they have proved."""
    if not isinstance(person, User):
        return Facilitator.objects.none()
    return Facilitator.objects.alias(address=Lower("email")).filter(
        left_at=None, address__in=proved_addresses(person)
    )


def leads_club(person: Person, club: Club) -> Facilitator | None:
    return facilitators_of(person).filter(club=club).first()


def may_record_meeting(person: Person, meeting: ClubMeeting) -> bool:
    """Write down who came: its facilitators and stand-ins, and those who run the club."""
    if person.is_anonymous:
        return False
    return may_run_club(person, meeting.club) or leads_club(person, meeting.club) is not None
