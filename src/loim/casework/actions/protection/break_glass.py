"""Opening records where one does not counsel: with a reason, for hours, in the open."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from stdnum.ee import ik

from loim.casework import vault
from loim.casework.gate import opened_for_keeping
from loim.casework.models import BreakGlass, Client
from loim.casework.models.break_glass import LONGEST, SHORTEST_REASON
from loim.casework.permissions import may_break_glass, may_review
from loim.common.mail import queue_mail
from loim.common.refusals import Refusal
from loim.people.models import Organisation, Role, User


class ReasonTooShort(Refusal):
    message = _("Write in a sentence why the records have to be opened: others will read it.")


class ClientNotFound(Refusal):
    message = _(
        "No record of this organisation has that number or personal code. Check it, or ask a "
        "counsellor for the number of the record."
    )


class OwnOpening(Refusal):
    message = _("Somebody else has to look at what you opened.")


def break_glass(
    *,
    organisation: Organisation,
    client: Client | None,
    reason: str,
    hours: int,
    by: User,
    now: datetime,
) -> BreakGlass:
    """Inside the gate. Of one client, or (None) of the whole organisation; everybody who counsels
    or administers there is told at once. Raises ReasonTooShort, PermissionDenied."""
    if not may_break_glass(by, organisation):
        raise PermissionDenied
    if client and client.organisation_id != organisation.pk:
        raise ClientNotFound
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise ReasonTooShort
    with transaction.atomic():
        opening = BreakGlass.objects.create(
            organisation=organisation,
            client=client,
            is_whole=client is None,
            person=by,
            reason=reason,
            opened_at=now,
            expires_at=now + min(timedelta(hours=hours), LONGEST),
        )
        _tell(opening, now)
    return opening


def end_break_glass(*, opening: BreakGlass, by: User, now: datetime) -> None:
    """By whoever opened, or by anyone who may look at it. Ended already, it stays as it was."""
    if by.pk != opening.person_id and not may_review(by, opening.organisation):
        raise PermissionDenied
    BreakGlass.objects.filter(pk=opening.pk, ended_at=None, expires_at__gt=now).update(ended_at=now)


def mark_seen(*, opening: BreakGlass, by: User, now: datetime) -> None:
    """Raises OwnOpening, PermissionDenied. Whoever looked first is kept."""
    if by.pk == opening.person_id:
        raise OwnOpening
    if not may_review(by, opening.organisation):
        raise PermissionDenied
    BreakGlass.objects.filter(pk=opening.pk, seen_at=None).update(seen_at=now, seen_by=by)


def client_to_open(*, organisation: Organisation, told: str, by: User, now: datetime) -> Client:
    """Whom an administrator means, who cannot see records: by personal code or number of the
    record. Raises ClientNotFound, the same for what is not there and what is elsewhere."""
    if not may_break_glass(by, organisation):
        raise PermissionDenied
    told = told.strip()
    if ik.is_valid(told):
        is_meant = Q(code_hash=vault.code_hash(told, organisation_id=organisation.pk))
    else:
        try:
            is_meant = Q(uuid=UUID(told))
        except ValueError:
            raise ClientNotFound from None
    with opened_for_keeping(now=now):
        # No more than which row it is: the record itself is read when the glass is broken.
        found = Client.objects.only("pk", "organisation_id").filter(is_meant)
        client = found.filter(organisation=organisation).first()
    if client is None:
        raise ClientNotFound
    return client


def _tell(opening: BreakGlass, now: datetime) -> None:
    told = (
        User.objects.filter(
            memberships__in=opening.organisation.memberships.in_force_on(localdate(now)).filter(
                role__in=[Role.COUNSELLOR, Role.ADMINISTRATOR]
            ),
            is_active=True,
        )
        .exclude(pk=opening.person_id)
        .distinct()
        .order_by("pk")
    )
    for person in told:
        # The reason may name somebody: it stands on the page, not in a letter.
        queue_mail(
            to=person.email,
            template="casework_glass_broken",
            context={"opening": opening},
            language=person.language,
        )
