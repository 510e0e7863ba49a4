"""Is all of this still right? Asked each year by a letter, answered by its link or on the phone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from loim.common.constraints import violated_constraint
from loim.common.own_keys import hash_of_key, own_key
from loim.networks.actions.register.facts import AssociationFacts
from loim.networks.actions.register.letters import write_letter
from loim.networks.actions.register.links import stop_links
from loim.networks.actions.register.needs import hear_need
from loim.networks.actions.register.recording import change_facts
from loim.networks.actions.register.refusals import (
    LinkStopped,
    NoAddress,
    NotActive,
    NoteMissing,
)
from loim.networks.models import (
    Association,
    Confirmation,
    ConfirmationRequest,
    ConfirmedBy,
    HeardAt,
)
from loim.networks.permissions_register import (
    keepers_of,
    may_edit_association,
    may_keep_association,
)
from loim.networks.queries.register.overdue import overdue_associations
from loim.networks.queries.register.own_link import CONFIRM
from loim.people.models import User
from loim.programmes.actions.corrections import record_change

MOST_AT_ONCE = 500


def ask_to_confirm(*, association: Association, by: User, now: datetime) -> ConfirmationRequest:
    """A letter with a link of its own; the link of an earlier letter stops.

    Refused: PermissionDenied, NotActive, NoAddress.
    """
    if not may_keep_association(by, association):
        raise PermissionDenied
    return _ask(association, by, now)


def ask_all_overdue(*, by: User, now: datetime) -> int:
    """Everybody of theirs who is overdue, has an address, and was not asked since; how many."""
    asked = 0
    rows = overdue_associations(keepers_of(by), now).exclude(email="")
    for association in rows.filter(waits_since=None)[:MOST_AT_ONCE]:
        _ask(association, by, now)
        asked += 1
    return asked


def _ask(association: Association, by: User, now: datetime) -> ConfirmationRequest:
    with transaction.atomic():
        held = (
            Association.objects.select_for_update(of=("self",))
            .select_related("organisation", "keeper")
            .get(pk=association.pk)
        )
        if not held.is_active:
            raise NotActive
        if not held.email:
            raise NoAddress(name=held.organisation.name)
        stop_links(held, now)
        identity = uuid4()
        request = ConfirmationRequest.objects.create(
            association=held,
            uuid=identity,
            key_hash=hash_of_key(own_key(CONFIRM, identity)),
            email=held.email,
            asked_by=by,
            asked_at=now,
        )
        write_letter(request, after_days=0, now=now)
    return request


def confirm_by_link(
    *,
    request: ConfirmationRequest,
    facts: AssociationFacts | None,
    needs: Sequence[str] = (),
    seen_revision: int | None = None,
    now: datetime,
) -> Confirmation:
    """All is right, as it was or with `facts`, which hold at once. `needs` are heard.

    Refused: LinkStopped, ChangedMeanwhile.
    """
    confirmation = Confirmation(how=ConfirmedBy.LINK, confirmed_at=now)
    with record_change(by=None, now=now, step="confirm"):
        held = _held(request)
        return _confirm(
            held.association, confirmation, facts, needs=needs, seen_revision=seen_revision,
            by_link=held,
        )  # fmt: skip


def confirm_by_account(
    *,
    association: Association,
    facts: AssociationFacts | None = None,
    needs: Sequence[str] = (),
    seen_revision: int | None = None,
    by: User,
    now: datetime,
) -> Confirmation:
    """By one of its own people who has an account. Refused: PermissionDenied, NotActive,
    ChangedMeanwhile."""
    if not may_edit_association(by, association):
        raise PermissionDenied
    confirmation = Confirmation(how=ConfirmedBy.ACCOUNT, confirmed_by=by, confirmed_at=now)
    with record_change(by=by, now=now, step="confirm"):
        return _confirm(association, confirmation, facts, needs=needs, seen_revision=seen_revision)


def confirm_by_phone(
    *, association: Association, note: str, submission: UUID, by: User, now: datetime
) -> Confirmation:
    """The keeper heard that all is right; `note` says from whom. The same `submission` again does
    nothing. Refused: PermissionDenied, NoteMissing, NotActive."""
    if not may_keep_association(by, association):
        raise PermissionDenied
    if not note.strip():
        raise NoteMissing
    confirmation = Confirmation(
        uuid=submission, how=ConfirmedBy.PHONE, note=note.strip(), confirmed_by=by, confirmed_at=now
    )
    try:
        with record_change(by=by, now=now, step="confirm"):
            return _confirm(association, confirmation, None)
    except IntegrityError as error:
        if "uuid" in (violated_constraint(error) or ""):
            return Confirmation.objects.get(uuid=submission)
        raise


def _held(request: ConfirmationRequest) -> ConfirmationRequest:
    """While its link works; whoever stops it waits."""
    held = (
        ConfirmationRequest.objects.select_for_update(of=("self",))
        .select_related("association__organisation", "association__keeper")
        .get(pk=request.pk)
    )
    if held.closed_at is not None or not held.association.is_active:
        raise LinkStopped
    return held


def _confirm(
    association: Association,
    confirmation: Confirmation,
    facts: AssociationFacts | None,
    *,
    needs: Sequence[str] = (),
    seen_revision: int | None = None,
    by_link: ConfirmationRequest | None = None,
) -> Confirmation:
    now = confirmation.confirmed_at
    held = Association.objects.select_for_update().get(pk=association.pk)
    if not held.is_active:
        raise NotActive
    confirmation.association = held
    if facts is not None:
        confirmation.has_changes = change_facts(held, facts, seen_revision, now, by_link=by_link)
    confirmation.save(force_insert=True)
    Association.objects.filter(pk=held.pk).update(confirmed_at=now)
    held.confirmation_requests.filter(answered_at=None, closed_at=None).update(answered_at=now)
    for text in needs:
        if text.strip():
            hear_need(
                association=held, text=text, heard=HeardAt.CONFIRMATION, now=now,
                confirmation=confirmation,
            )  # fmt: skip
    association.refresh_from_db()
    return confirmation


def note_seen(*, confirmation: Confirmation, by: User, now: datetime) -> None:
    """The keeper has looked at what it changed."""
    if not may_keep_association(by, confirmation.association):
        raise PermissionDenied
    Confirmation.objects.filter(pk=confirmation.pk, seen_at=None).update(seen_at=now)
