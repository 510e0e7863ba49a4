"""A municipality opens a community's page and invites who leads it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.models import Subject
from loim.common.refusals import Refusal
from loim.communities.logic.likeness import likeness
from loim.communities.models import Area, Community
from loim.communities.permissions import may_open_in
from loim.people.actions.invitations import send_invitation
from loim.people.actions.organisations import OrganisationFacts, save_organisation
from loim.people.models import Municipality, Organisation, OrganisationKind, Role, User

SUBJECT_KIND = "community"


class ElsewhereArea(Refusal):
    message = _("Choose areas of the community’s own municipality.")


@dataclass(frozen=True)
class CommunityFacts:
    """`areas` are of its municipality; `translations` as `Translated` keeps them."""

    name: str
    kind: str
    language: str = "et"
    description: str = ""
    area_text: str = ""
    areas: tuple[Area, ...] = ()
    people: int | None = None
    web_address: str = ""
    is_public: bool = True
    translations: dict[str, dict[str, str]] | None = None


@dataclass(frozen=True)
class Leader:
    email: str
    name: str = ""
    language: str = "et"


def open_community(
    *, facts: CommunityFacts, municipality: Municipality, leader: Leader | None, submission: UUID,
    is_certainly_new: bool = False, by: User, now: datetime,
) -> Community:  # fmt: skip
    """A page with its organisation and its subject; the leader is invited to keep it. The same
    `submission` again gives what it made. Raises NameTaken, LooksFamiliar, ElsewhereArea, and what
    an invitation refuses."""
    if not may_open_in(by, municipality.pk):
        raise PermissionDenied
    with transaction.atomic():
        # One at a time in each municipality, so that two clicks open one page.
        Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
        if there := Community.objects.filter(submission=submission).first():
            return there
        named = OrganisationFacts(
            name=facts.name, kind=OrganisationKind.COMMUNITY, municipality=municipality
        )
        place = save_organisation(Organisation(), named, is_certainly_new=is_certainly_new)
        subject = Subject.objects.create(
            kind=SUBJECT_KIND, name=place.name, organisation=place,
            likeness=likeness(facts.kind, facts.people),
        )  # fmt: skip
        made = Community(
            organisation=place, subject=subject, created_by=by, created_at=now,
            submission=submission,
        )  # fmt: skip
        write_facts(made, facts)
        if leader is not None:
            send_invitation(
                by=by, now=now, organisation=place, email=leader.email, name=leader.name,
                role=Role.COORDINATOR, language=leader.language,
            )  # fmt: skip
    return made


def write_facts(community: Community, facts: CommunityFacts) -> None:
    """All but the name, which is its organisation's."""
    where = community.organisation.municipality_id
    if any(area.municipality_id != where for area in facts.areas):
        raise ElsewhereArea
    for name in ("kind", "language", "description", "area_text", "people", "web_address",
                 "is_public"):  # fmt: skip
        setattr(community, name, getattr(facts, name))
    if facts.translations is not None:
        community.translations = facts.translations
    community.save()
    community.areas.set(facts.areas)
