"""The draft of a plan with all that is in it."""

from dataclasses import dataclass
from datetime import datetime

from loim.communities.contact_details import Details, unsealed
from loim.communities.logic.crisis.content import (
    Content,
    PlaceSaid,
    PointSaid,
    ResourceSaid,
    RoleSaid,
)
from loim.communities.logic.crisis.tree import Checked, Row, check, rows_of, without
from loim.communities.models import (
    CrisisContact,
    CrisisPlan,
    CrisisResource,
    CrisisRole,
    MeetingPoint,
    RoleHolder,
    VulnerablePlace,
)


@dataclass(frozen=True)
class RoleFilled:
    role: CrisisRole
    holders: list[RoleHolder]

    @property
    def first(self) -> RoleHolder | None:
        return next((holder for holder in self.holders if holder.rank == 0), None)

    @property
    def deputies(self) -> list[RoleHolder]:
        return [holder for holder in self.holders if holder.rank > 0]


@dataclass(frozen=True)
class Draft:
    """`contacts`: those who have not left, the most important first; `left`: who has."""

    plan: CrisisPlan
    contacts: list[CrisisContact]
    left: list[CrisisContact]
    roles: list[RoleFilled]
    resources: list[CrisisResource]
    places: list[VulnerablePlace]
    points: list[MeetingPoint]

    @property
    def calls(self) -> dict[str, str | None]:
        """By keys; whoever is called by somebody who left stays so: their branch is broken."""
        keys = {contact.pk: str(contact.uuid) for contact in [*self.contacts, *self.left]}
        return {
            str(contact.uuid): keys.get(contact.called_by_id) if contact.called_by_id else None
            for contact in self.contacts
        }

    @property
    def names(self) -> dict[str, str]:
        return {str(contact.uuid): contact.name for contact in [*self.contacts, *self.left]}

    @property
    def waiting(self) -> list[CrisisContact]:
        """Who has not agreed: they are left out of what is published."""
        return [contact for contact in self.contacts if not contact.consent]

    def checked(self) -> Checked:
        return check(self.calls, width=self.plan.calls_each, call_minutes=self.plan.call_minutes)

    def rows(self) -> list[Row]:
        return rows_of(self.calls, call_minutes=self.plan.call_minutes)

    def content(self) -> Content:
        """What would be published: without those who have not agreed."""
        calls = self.calls
        for contact in self.waiting:
            calls = without(calls, str(contact.uuid))
        return Content(
            first_steps=self.plan.first_steps,
            call_minutes=self.plan.call_minutes,
            calls_each=self.plan.calls_each,
            roles=tuple(
                RoleSaid(
                    filled.role.title,
                    filled.role.explanation,
                    tuple(key for one in filled.holders if (key := str(one.contact.uuid)) in calls),
                )
                for filled in self.roles
            ),
            resources=tuple(
                ResourceSaid(
                    row.kind, row.name, row.quantity, row.place, _key(row.key_holder, calls)
                )
                for row in self.resources
            ),
            places=tuple(
                PlaceSaid(row.place, row.danger, row.people, row.needs) for row in self.places
            ),
            points=tuple(
                PointSaid(row.kind, row.name, row.address, row.places, row.note)
                for row in self.points
            ),
            calls=calls,
        )


def _key(contact: CrisisContact | None, calls: dict[str, str | None]) -> str | None:
    key = str(contact.uuid) if contact is not None else None
    return key if key in calls else None


def load_draft(plan: CrisisPlan) -> Draft:
    """Six queries, however much is in it."""
    roles = list(plan.roles.order_by("position", "pk"))
    holders = RoleHolder.objects.filter(role__plan=plan).select_related("contact")
    held: dict[int, list[RoleHolder]] = {}
    for holder in holders.order_by("rank", "pk"):
        held.setdefault(holder.role_id, []).append(holder)
    filled = [RoleFilled(role, held.get(role.pk, [])) for role in roles]
    everybody = list(plan.contacts.order_by("name", "pk"))
    order = _importance(filled)
    present = [contact for contact in everybody if contact.left_at is None]
    return Draft(
        plan=plan,
        contacts=sorted(present, key=lambda contact: order.get(contact.pk, (99, 0))),
        left=[contact for contact in everybody if contact.left_at is not None],
        roles=filled,
        resources=list(plan.resources.select_related("key_holder").order_by("kind", "name", "pk")),
        places=list(plan.vulnerable_places.order_by("place", "pk")),
        points=list(plan.meeting_points.order_by("kind", "name", "pk")),
    )


def _importance(roles: list[RoleFilled]) -> dict[int, tuple[int, int]]:
    """The leader, the leader's deputies, then first holders, then other deputies."""
    order: dict[int, tuple[int, int]] = {}
    for place, filled in enumerate(roles):
        for holder in filled.holders:
            rank = (0, holder.rank) if place == 0 else (1 + holder.rank, place)
            order[holder.contact_id] = min(rank, order.get(holder.contact_id, (99, 0)))
    return order


def details_of(contact: CrisisContact) -> Details:
    return unsealed(contact.sealed_details)


def is_unconfirmed(contact: CrisisContact, since: datetime) -> bool:
    """Whether nobody has said for so long that the details are right."""
    confirmed = contact.confirmed_at or contact.added_at
    return confirmed < since
