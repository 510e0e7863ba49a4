"""References: asked for by an expert, confirmed or declined by the organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.mail import letters_lately
from loim.common.refusals import Refusal
from loim.experts.actions.reference_letters import ASKED, ask_contact, tell_expert
from loim.experts.actions.requests.sending import UNCONFIRMED_WITHIN
from loim.experts.logic.states import REFERENCE, leads_to
from loim.experts.models import Expert, Reference, ReferenceStatus
from loim.experts.permissions import is_own, may_decide_reference
from loim.experts.queries.own_link import REFERENCE as PURPOSE
from loim.experts.queries.own_link import key_hash_for
from loim.people.models import Membership, Organisation, User
from loim.people.permissions import RECORDING_ROLES
from loim.people.personal_records import proved_addresses

MOST_WAITING = 20  # of one expert
MOST_LETTERS = 3  # to one address in a day


class WhoKnowsMissing(Refusal):
    message = _("Choose an organisation of the list, or give its name and somebody’s e-mail there.")


class NobodyThere(Refusal):
    message = _(
        "Nobody of this organisation confirms anything here yet. Give its name and somebody’s"
        " e-mail there instead."
    )


class OwnAddress(Refusal):
    message = _("This address is yours. Somebody else has to confirm what you did.")


class TooManyAsked(Refusal):
    message = _("So many of your references wait already. Please wait until they are answered.")


class TooManyLetters(Refusal):
    message = _("We have written to this address several times today. Please try tomorrow.")


class NotWaiting(Refusal):
    message = _("This reference does not wait any more: %(state)s.")


class ReasonMissing(Refusal):
    message = _("Write in a few words why not. Only the expert reads it.")


@dataclass(frozen=True)
class ReferenceFacts:
    """`organisation`, or a name with somebody's address there."""

    work: str
    start_date: date
    end_date: date | None = None
    organisation: Organisation | None = None
    organisation_name: str = ""
    contact_name: str = ""
    contact_email: str = ""
    language: str = "et"


def ask_reference(
    *, expert: Expert, facts: ReferenceFacts, submission: UUID, by: User, now: datetime
) -> Reference:
    """It waits for the organisation; without an account there, for the link in one letter. Raises
    WhoKnowsMissing, NobodyThere, OwnAddress, TooManyAsked, TooManyLetters."""
    if not is_own(by, expert):
        raise PermissionDenied
    email, organisation = facts.contact_email.strip(), facts.organisation
    name = organisation.name if organisation else facts.organisation_name.strip()
    with transaction.atomic():
        Expert.objects.select_for_update(no_key=True).get(pk=expert.pk)  # one after another
        if there := Reference.objects.filter(submission=submission, expert=expert).first():
            return there
        if organisation is None:
            _check_contact(name, email, by, now)
        elif not _somebody_confirms_for(organisation, by, now):
            raise NobodyThere
        if expert.references.filter(state=ReferenceStatus.ASKED).count() >= MOST_WAITING:
            raise TooManyAsked
        made = Reference.objects.create(
            expert=expert, organisation=organisation, organisation_name=name,
            contact_name="" if organisation else facts.contact_name.strip(),
            contact_email="" if organisation else email, work=facts.work.strip(),
            start_date=facts.start_date, end_date=facts.end_date, language=facts.language,
            asked_at=now, submission=submission, key_hash=key_hash_for(PURPOSE, submission),
        )  # fmt: skip
        if made.contact_email:
            ask_contact(made)
    return made


def decide_reference(
    *, reference: Reference, is_confirmed: bool, words: str = "", reason: str = "",
    by: User | None, now: datetime,
) -> Reference:  # fmt: skip
    """`by` is None for whoever has the link in the letter, which serves once. Raises NotWaiting,
    ReasonMissing."""
    if not is_confirmed and not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = _held(reference)
        if by is None:
            if not current.contact_email:
                raise PermissionDenied
        elif not may_decide_reference(by, current):
            raise PermissionDenied
        if current.state != ReferenceStatus.ASKED:
            raise NotWaiting(state=current.get_state_display())
        current.state = ReferenceStatus.CONFIRMED if is_confirmed else ReferenceStatus.DECLINED
        current.words = words.strip() if is_confirmed else ""
        current.reason = "" if is_confirmed else reason.strip()
        current.decided_at, current.decided_by, current.is_by_link = now, by, by is None
        current.save()
        tell_expert(current)
    return current


def take_word_back(*, reference: Reference, reason: str, by: User, now: datetime) -> Reference:
    """The organisation confirmed it, and does not any more. Raises NotWaiting, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        current = _held(reference)
        if not may_decide_reference(by, current):
            raise PermissionDenied
        if current.state != ReferenceStatus.CONFIRMED:
            raise NotWaiting(state=current.get_state_display())
        current.state, current.reason, current.words = ReferenceStatus.DECLINED, reason.strip(), ""
        current.decided_at, current.decided_by = now, by
        current.save()
        tell_expert(current)
    return current


def withdraw_reference(*, reference: Reference, by: User, now: datetime) -> Reference:
    """The expert does not want it any more. Raises NotWaiting."""
    with transaction.atomic():
        current = _held(reference)
        if not is_own(by, current.expert):
            raise PermissionDenied
        if not leads_to(REFERENCE, current.state, ReferenceStatus.WITHDRAWN):
            raise NotWaiting(state=current.get_state_display())
        current.state = ReferenceStatus.WITHDRAWN
        current.contact_name = current.contact_email = ""
        current.save()
    return current


def show_reference(*, reference: Reference, is_shown: bool, by: User) -> None:
    if not is_own(by, reference.expert):
        raise PermissionDenied
    Reference.objects.filter(pk=reference.pk).update(is_shown=is_shown)


def _check_contact(name: str, email: str, by: User, now: datetime) -> None:
    if not name or not email:
        raise WhoKnowsMissing
    if email.lower() in proved_addresses(by):
        raise OwnAddress
    if letters_lately(email, {ASKED}, since=now - UNCONFIRMED_WITHIN) >= MOST_LETTERS:
        raise TooManyLetters


def _somebody_confirms_for(organisation: Organisation, by: User, now: datetime) -> bool:
    """Somebody else than the expert records its work."""
    rows = Membership.objects.filter(organisation=organisation, role__in=RECORDING_ROLES)
    return rows.in_force_on(localdate(now)).exclude(user=by).exists()


def _held(reference: Reference) -> Reference:
    rows = Reference.objects.select_related("expert__person", "organisation")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=reference.pk)
