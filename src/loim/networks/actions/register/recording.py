"""Take an association into the register, once, and change what it says."""

from datetime import datetime
from uuid import UUID

import pghistory
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from stdnum.ee import registrikood

from loim.common.constraints import violated_constraint
from loim.networks.actions.register.facts import AssociationFacts, write_facts
from loim.networks.actions.register.links import stop_links
from loim.networks.actions.register.refusals import (
    ChangedMeanwhile,
    CodeWrong,
    KnownAlready,
    KnownElsewhere,
    NameOfAnother,
    NotAnAssociation,
)
from loim.networks.models import Association, ConfirmationRequest
from loim.networks.permissions_register import (
    may_edit_association,
    may_keep_association,
    may_keep_for,
)
from loim.people.models import Municipality, Organisation, OrganisationKind, User
from loim.people.permissions import may_administer_platform
from loim.programmes.actions.corrections import record_change


def record_association(
    *,
    registry_code: str,
    name: str,
    municipality: Municipality | None,
    keeper: Organisation,
    facts: AssociationFacts,
    submission: UUID,
    by: User,
    now: datetime,
) -> Association:
    """In the register since now; its organisation is taken in, too, unless it is known.

    The same `submission` again gives what it made. Refused: whoever does not keep the register for
    `keeper` (PermissionDenied), CodeWrong, KnownAlready, NotAnAssociation, NameOfAnother.
    """
    if not may_keep_for(by, keeper):
        raise PermissionDenied
    if made := Association.objects.filter(submission=submission).first():
        return made
    try:
        with record_change(by=by, now=now, step="record"):
            organisation = organisation_of(registry_code, name, municipality, keeper=keeper, by=by)
            association = Association(
                organisation=organisation, keeper=keeper, recorded_by=by, recorded_at=now,
                submission=submission,
            )  # fmt: skip
            write_facts(association, facts, now)
    except IntegrityError as error:
        violated = violated_constraint(error) or ""
        if "submission" in violated:  # the other of two at once
            return Association.objects.get(submission=submission)
        if known := known_association(registry_code):
            raise KnownAlready(known) from error
        raise
    return association


def known_association(registry_code: str) -> Association | None:
    rows = Association.objects.select_related("organisation")
    return rows.filter(organisation__registry_code=registrikood.compact(registry_code)).first()


def organisation_of(
    registry_code: str, name: str, municipality: Municipality | None, *, keeper: Organisation,
    by: User,
) -> Organisation:  # fmt: skip
    """The known one of this code, or of this name while it has no code; else a new one. A known
    one of another municipality only administrators of the platform give to a keeper: what a
    keeper says of it ends its memberships everywhere. Refused: CodeWrong, KnownAlready,
    NameOfAnother, NotAnAssociation, KnownElsewhere."""
    code, name = registrikood.compact(registry_code), " ".join(name.split())
    if not registrikood.is_valid(code):
        raise CodeWrong(code=registry_code)
    if known := known_association(code):
        raise KnownAlready(known)
    organisation = Organisation.objects.select_for_update().filter(registry_code=code).first()
    if organisation is None:
        organisation = Organisation.objects.select_for_update().filter(name__iexact=name).first()
        if organisation is not None and organisation.registry_code:
            raise NameOfAnother(name=name)
    if organisation is None:
        return Organisation.objects.create(
            name=name, kind=OrganisationKind.NGO, registry_code=code, municipality=municipality
        )
    if organisation.kind != OrganisationKind.NGO:
        raise NotAnAssociation(code=code, name=organisation.name)
    elsewhere = organisation.municipality_id not in (None, keeper.municipality_id)
    if elsewhere and not may_administer_platform(by):
        raise KnownElsewhere(name=organisation.name, place=str(organisation.municipality))
    if not organisation.registry_code:
        organisation.registry_code = code
        organisation.save(update_fields=["registry_code"])
    return organisation


def edit_association(
    *,
    association: Association,
    facts: AssociationFacts,
    seen_revision: int | None,
    by: User,
    now: datetime,
) -> None:
    """Its facts; never its registry code. Refused: PermissionDenied, ChangedMeanwhile."""
    if not may_edit_association(by, association):
        raise PermissionDenied
    with record_change(by=by, now=now, step="edit"):
        change_facts(association, facts, seen_revision, now)


def change_facts(
    association: Association, facts: AssociationFacts, seen_revision: int | None, now: datetime,
    *, by_link: ConfirmationRequest | None = None,
) -> bool:  # fmt: skip
    """Inside a transaction; whether anything changed. With another e-mail the links that are out
    open nothing any more, but `by_link`, through which it is changed."""
    held = Association.objects.select_for_update().get(pk=association.pk)
    if seen_revision is not None and held.revision != seen_revision:
        raise ChangedMeanwhile
    before = held.email.casefold()
    has_changed = write_facts(held, facts, now)
    if held.email.casefold() != before:
        stop_links(held, now, besides=by_link)
    association.refresh_from_db()
    return has_changed


def rename_association(*, association: Association, name: str, by: User, now: datetime) -> None:
    """As it is named in the business register now; the code stays. Refused: NameOfAnother."""
    if not may_keep_association(by, association):
        raise PermissionDenied
    name = " ".join(name.split())
    others = Organisation.objects.filter(name__iexact=name).exclude(pk=association.organisation_id)
    if not name or others.exists():
        raise NameOfAnother(name=name)
    with (
        transaction.atomic(),
        pghistory.context(user=by.pk, at=now.isoformat(), step="edit"),
    ):
        Organisation.objects.filter(pk=association.organisation_id).update(name=name)
