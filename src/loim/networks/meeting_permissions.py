"""May this person? Meetings, minutes and tasks of networks."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from loim.networks.logic.minutes_states import MinutesState
from loim.networks.models import Meeting, Member, MemberRole, Network, NetworkTask
from loim.networks.permissions import may_change_network, may_see_inside_network
from loim.people.models import User
from loim.people.permissions import RECORDING_ROLES, Person, has_role, organisations_with_role

CHAIRS = (MemberRole.CHAIR, MemberRole.DEPUTY)
OFFICERS = (*CHAIRS, MemberRole.SECRETARY)


def own_rows_of(person: Person, day: date) -> QuerySet[Member]:
    """The person's own memberships, not those of their organisations."""
    if not isinstance(person, User):
        return Member.objects.none()
    own = Q(user=person) | Q(user=None, email__iexact=person.email)
    return Member.objects.in_force_on(day).filter(own)


def offices_of(person: Person, day: date, roles: Collection[str]) -> QuerySet[Member]:
    """Where the person holds one of these roles on that day: a chair's term may be over."""
    has_begun = Q(role_start_date=None) | Q(role_start_date__lte=day)
    lasts = Q(role_end_date=None) | Q(role_end_date__gte=day)
    return own_rows_of(person, day).filter(has_begun & lasts, role__in=roles)


def may_plan_meetings(person: Person, network: Network) -> bool:
    """A meeting is an event of the organisation that leads the network."""
    return may_change_network(person, network)


def may_keep_minutes(person: Person, network: Network) -> bool:
    """Whoever keeps the network, its chair, deputy and secretary: presence, minutes, tasks."""
    if may_change_network(person, network):
        return True
    return offices_of(person, timezone.localdate(), OFFICERS).filter(network=network).exists()


def may_approve_minutes(person: Person, network: Network) -> bool:
    """The chair or deputy; whoever keeps the network writes down that it was approved."""
    if may_change_network(person, network):
        return True
    return offices_of(person, timezone.localdate(), CHAIRS).filter(network=network).exists()


def may_read_minutes(person: Person, meeting: Meeting) -> bool:
    """Drafts are for those who write them, approved ones for members and the programme."""
    if meeting.state == MinutesState.APPROVED and may_see_inside_network(person, meeting.network):
        return True
    return may_keep_minutes(person, meeting.network)


def may_see_tasks(person: Person, network: Network) -> bool:
    return may_see_inside_network(person, network)


def owns_task(person: Person, task: NetworkTask) -> bool:
    """In person, or by a role in the organisation that does it."""
    if not isinstance(person, User):
        return False
    owner = task.owner
    organisation = task.organisation_id
    if owner is not None:
        if owner.user_id is not None:
            return owner.user_id == person.pk
        if owner.email:
            return owner.email.casefold() == person.email.casefold()
        organisation = owner.organisation_id if not owner.name else None
    return organisation is not None and has_role(person, organisation, *RECORDING_ROLES)


def may_close_task(person: Person, task: NetworkTask) -> bool:
    return owns_task(person, task) or may_keep_minutes(person, task.network)


def tasks_owned_by(person: User) -> QuerySet[NetworkTask]:
    """As `owns_task`, as one query."""
    organisations = organisations_with_role(person, RECORDING_ROLES)
    as_member = (
        Q(owner__user=person)
        | Q(owner__user=None, owner__email__iexact=person.email)
        | Q(
            owner__user=None, owner__email="", owner__name="", owner__organisation__in=organisations
        )
    )
    return NetworkTask.objects.filter(as_member | Q(organisation__in=organisations))
