"""Organisations: taken in once, corrected, and closed; never deleted."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.people.models import Municipality, Organisation, OrganisationKind, User
from loim.people.models.organisation import KINDS_OF_LOCAL_GOVERNMENT
from loim.people.permissions import may_administer, may_administer_platform
from loim.people.queries.organisations import Similar, similar_organisations


class NameTaken(Refusal):
    message = _("There is already an organisation named '%(name)s'. Use that one.")


class CodeTaken(Refusal):
    message = _("Another organisation has the registry code %(code)s. Check the code.")


class MunicipalityMissing(Refusal):
    message = _("Choose the municipality that this organisation belongs to.")


class GovernmentTaken(Refusal):
    message = _("This municipality already has its government among the organisations.")


class LooksFamiliar(Refusal):
    """`similar` is to be shown; saving again with `is_certainly_new` goes through."""

    message = _("There are organisations much like this one. Is it one of them?")

    def __init__(self, similar: list[Similar]) -> None:
        super().__init__()
        self.similar = similar


@dataclass(frozen=True)
class OrganisationFacts:
    name: str
    kind: str
    short_name: str = ""
    registry_code: str = ""
    municipality: Municipality | None = None


def create_organisation(
    *, by: User, now: datetime, facts: OrganisationFacts, is_certainly_new: bool = False
) -> Organisation:
    """Take in an organisation, unless it is here already.

    Refused: NameTaken, CodeTaken, MunicipalityMissing, GovernmentTaken, LooksFamiliar.
    """
    if not may_administer_platform(by):
        raise PermissionDenied
    return save_organisation(Organisation(), facts, is_certainly_new=is_certainly_new)


def edit_organisation(
    *,
    by: User,
    now: datetime,
    organisation: Organisation,
    facts: OrganisationFacts,
    is_certainly_new: bool = False,
) -> Organisation:
    """Correct an organisation; refusals as in `create_organisation`.

    Its own administrators correct names and code. Kind and municipality decide how its
    participation counts, so those are for platform administrators.
    """
    if not may_administer(by, organisation):
        raise PermissionDenied
    is_moved = (organisation.kind, organisation.municipality_id) != (
        facts.kind,
        facts.municipality.pk if facts.municipality else None,
    )
    if is_moved and not may_administer_platform(by):
        raise PermissionDenied
    is_renamed = organisation.name != facts.name
    return save_organisation(
        organisation, facts, is_certainly_new=is_certainly_new or not is_renamed
    )


def save_organisation(
    organisation: Organisation, facts: OrganisationFacts, *, is_certainly_new: bool
) -> Organisation:
    """The same, for an action that has checked whether this person may: a municipality takes in
    a community, whose keepers correct its name."""
    if facts.kind in KINDS_OF_LOCAL_GOVERNMENT and facts.municipality is None:
        raise MunicipalityMissing
    similar = similar_organisations(
        name=facts.name, registry_code=facts.registry_code, besides=organisation
    )
    if any(other.has_same_code for other in similar):
        raise CodeTaken(code=facts.registry_code)
    if any(other.has_same_name for other in similar):
        raise NameTaken(name=facts.name)
    if similar and not is_certainly_new:
        raise LooksFamiliar(similar)
    organisation.name = facts.name
    organisation.short_name = facts.short_name
    organisation.kind = OrganisationKind(facts.kind)
    organisation.registry_code = facts.registry_code
    organisation.municipality = facts.municipality
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:  # somebody was faster, or the municipality has its own
        raise _in_words(error, facts) from None
    return organisation


def _in_words(error: IntegrityError, facts: OrganisationFacts) -> Exception:
    refusals: dict[str, Refusal] = {
        "organisation_name_unique": NameTaken(name=facts.name),
        "organisation_registry_code_unique": CodeTaken(code=facts.registry_code),
        "organisation_one_government_per_municipality": GovernmentTaken(),
    }
    return refusals.get(violated_constraint(error), error)


def set_organisation_active(
    *, by: User, now: datetime, organisation: Organisation, is_active: bool
) -> Organisation:
    """Close an organisation for new records and invitations, or open it again.

    Its records and its people's roles stay as they are.
    """
    if not may_administer_platform(by):
        raise PermissionDenied
    organisation.is_active = is_active
    organisation.save(update_fields=["is_active"])
    return organisation
