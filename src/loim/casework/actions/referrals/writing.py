"""A referral on the sender's side: written down, previewed, sent with the client's consent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.casework import vault
from loim.casework.actions.referrals.letters import tell_of_withdrawal, tell_recipient
from loim.casework.logic.appointments.slots import moment
from loim.casework.logic.referrals.fields import ORDER
from loim.casework.logic.referrals.states import (
    HELD,
    WORKING_DAYS_TO_ANSWER,
    ReferralState,
    ReferralStep,
    state_after,
    working_days_later,
)
from loim.casework.models import Case, Client, Recipient, Referral, ReferralLink, ReferralOrigin
from loim.casework.permissions import may_counsel_for
from loim.casework.queries.referrals.words import consent_language_of, consent_text, preview
from loim.common.holidays import holidays_of
from loim.common.once import one_at_a_time
from loim.common.refusals import Refusal
from loim.people.models import Organisation, User
from loim.services.models import Topic


class ReferralStepNotPossible(Refusal):
    message = _("This referral was changed meanwhile. Look at it once more.")


class NothingToPassOn(Refusal):
    message = _("Tick what is passed on: of what was ticked nothing is known.")


class ConsentMissing(Refusal):
    message = _("Say how the client agreed. Without consent nothing is passed on.")


class SentAlready(Refusal):
    message = _("This referral is sent: what was agreed to cannot be changed any more.")


@dataclass(frozen=True)
class ReferralFacts:
    client: Client
    recipient: Recipient
    topic: Topic
    ticked: Sequence[str]
    need: str
    case: Case | None = None


def write_referral(
    *, organisation: Organisation, facts: ReferralFacts, submission: UUID, by: User, now: datetime
) -> Referral:
    """A draft, which the sender's organisation alone sees. Sent twice, it makes one."""
    if not may_counsel_for(by, organisation):
        raise PermissionDenied
    with transaction.atomic():
        one_at_a_time(submission)
        made = Referral.objects.filter(submission=submission, organisation=organisation).first()
        if made is not None:
            return made
        made = Referral.objects.create(
            organisation=organisation,
            submission=submission,
            counsellor=by,
            recipient_name=facts.recipient.name,
            recipient_organisation=facts.recipient.counsels,
            topic=facts.topic,
            made_at=now,
        )
        ReferralOrigin.objects.create(
            organisation=organisation,
            referral=made,
            recipient=facts.recipient,
            client=facts.client,
            case=facts.case,
            ticked=_in_order(facts.ticked),
            sealed_need=vault.seal(facts.need),
        )
    return made


def change_referral(*, referral: Referral, facts: ReferralFacts, by: User) -> Referral:
    """Refused: SentAlready."""
    with transaction.atomic():
        current = _own(referral, by)
        if current.state != ReferralState.DRAFT:
            raise SentAlready
        origin = current.origin
        current.recipient_name = facts.recipient.name
        current.recipient_organisation = facts.recipient.counsels
        current.topic = facts.topic
        origin.recipient, origin.ticked = facts.recipient, _in_order(facts.ticked)
        origin.sealed_need = vault.seal(facts.need)
        current.save()
        origin.save()
    return current


def send_referral(*, referral: Referral, consent_given: str, by: User, now: datetime) -> Referral:
    """With the words that the client agreed to, kept as they were read; what was ticked is copied
    and sealed, so that later changes of the record pass nothing more on.

    Refused: ConsentMissing, NothingToPassOn, ReferralStepNotPossible.
    """
    if not consent_given:
        raise ConsentMissing
    with transaction.atomic():
        current = _own(referral, by)
        after = _after(current, ReferralStep.SEND)
        origin = ReferralOrigin.objects.select_related("client__municipality", "recipient").get(
            referral=current
        )
        values = preview(origin)
        if not values:
            raise NothingToPassOn
        origin.consent_language = consent_language_of(origin.client)
        origin.consent_text = consent_text(current.recipient_name, values, origin.consent_language)
        origin.consent_given = consent_given
        origin.save()
        current.sealed_passed_on = vault.seal(json.dumps(values, ensure_ascii=False))
        current.state, current.consented_at, current.sent_at = after, now, now
        current.answer_by = deadline(now)
        current.save()
        tell_recipient(current, origin.recipient, now=now)
    return current


def withdraw(*, referral: Referral, by: User, now: datetime, is_consent: bool = True) -> Referral:
    """The client's consent, or the whole referral. The page of the recipient closes at once, the
    copy is erased and the recipient told; the client's own record stays what it was."""
    with transaction.atomic():
        current = _own(referral, by)
        _withdraw(current, now, is_consent=is_consent)
    return current


def withdraw_all_of(*, client: Client, by: User, now: datetime) -> int:
    """For a client who wants nothing passed on any more."""
    found = list(_live_of(client))
    for referral in found:
        withdraw(referral=referral, by=by, now=now)
    return len(found)


def withdraw_where_consent_ended(*, client: Client, now: datetime) -> int:
    """The consent to the record itself ended, by whatever way. Inside the keeper's gate."""
    found = list(_live_of(client).select_for_update(of=("self",)))
    for referral in found:
        _withdraw(referral, now, is_consent=True)
    return len(found)


def _live_of(client: Client) -> QuerySet[Referral]:
    return (
        Referral.objects.filter(origin__client=client, state__in=[ReferralState.DRAFT, *HELD])
        .select_related("organisation", "recipient_organisation", "counsellor")
        .order_by("pk")
    )


def _withdraw(current: Referral, now: datetime, *, is_consent: bool) -> None:
    was_held = current.state in HELD
    current.state, current.withdrawn_at = _after(current, ReferralStep.WITHDRAW), now
    current.sealed_passed_on = current.sealed_answer = current.sealed_outcome = ""
    current.save()
    if is_consent:
        ReferralOrigin.objects.filter(referral=current).update(consent_withdrawn_at=now)
    if was_held:
        recipient = Recipient.objects.get(pk=current.origin.recipient_id)
        tell_of_withdrawal(current, recipient, now=now)


def deadline(now: datetime) -> datetime:
    """The end of the fifth working day from today on."""
    today = localdate(now)
    holidays = holidays_of(today.year) | holidays_of(today.year + 1)
    day = working_days_later(today, WORKING_DAYS_TO_ANSWER, holidays)
    return moment(day + timedelta(days=1), time(0))


def links_of(referral: Referral) -> list[ReferralLink]:
    return list(ReferralLink.objects.filter(referral=referral).order_by("sent_at", "pk"))


def _in_order(ticked: Sequence[str]) -> list[str]:
    return [str(field.value) for field in ORDER if field in set(ticked)]


def _own(referral: Referral, by: User) -> Referral:
    current = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("organisation", "recipient_organisation", "counsellor")
        .get(pk=referral.pk)
    )
    if not may_counsel_for(by, current.organisation):
        raise PermissionDenied
    return current


def _after(current: Referral, step: str) -> str:
    after = state_after(current.state, step)
    if after is None:
        raise ReferralStepNotPossible
    return after
