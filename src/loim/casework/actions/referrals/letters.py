"""Letters about referrals: that there is something to look at, and never about whom or what."""

import uuid
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from loim.casework.models import Recipient, Referral, ReferralLink
from loim.casework.queries.appointments.people import counsellors_of
from loim.casework.queries.referrals.links import PURPOSE, referral_page, referred_link
from loim.common.mail import queue_mail
from loim.common.own_keys import hash_of_key, own_key

LINK_HOLDS = timedelta(days=14)


def tell_recipient(referral: Referral, recipient: Recipient, *, now: datetime) -> None:
    """Counsellors of an organisation that counsels here, else the address of the recipient."""
    if referral.recipient_organisation is None:
        send_link(referral, recipient, now=now)
        return
    for person in counsellors_of(referral.recipient_organisation, localdate(now)):
        queue_mail(
            to=person.email,
            template="referral_waits",
            language=person.language,
            context={
                "organisation": referral.organisation.name,
                "answer_by": referral.answer_by,
                "link": referral_page(referral, person.language),
            },
        )


def send_link(
    referral: Referral, recipient: Recipient, *, now: datetime, to_second: bool = False
) -> ReferralLink:
    """A new one; links before it to the same address open nothing any more."""
    ReferralLink.objects.filter(referral=referral, to_second=to_second, expires_at__gt=now).update(
        expires_at=now
    )
    seed = uuid.uuid4()
    link = ReferralLink.objects.create(
        organisation=referral.organisation,
        referral=referral,
        seed=seed,
        key_hash=hash_of_key(own_key(PURPOSE, seed)),
        to_second=to_second,
        sent_at=now,
        expires_at=now + LINK_HOLDS,
    )
    queue_mail(
        to=recipient.second_email if to_second else recipient.email,
        template="referral_link",
        language=recipient.language,
        context={
            "organisation": referral.organisation.name,
            "answer_by": referral.answer_by,
            "expires": link.expires_at,
            "link": referred_link(link, recipient.language),
        },
        useful_until=link.expires_at,
    )
    return link


def tell_counsellor(referral: Referral, template: str) -> None:
    counsellor = referral.counsellor
    queue_mail(
        to=counsellor.email,
        template=template,
        language=counsellor.language,
        context={
            "recipient": referral.recipient_name,
            "state": referral.get_state_display,
            "answer_by": referral.answer_by,
            "link": referral_page(referral, counsellor.language),
        },
    )


def tell_of_withdrawal(referral: Referral, recipient: Recipient, *, now: datetime) -> None:
    """What was passed on is erased here; what they wrote down themselves they have to erase."""
    to = (
        [(person.email, person.language) for person in counsellors_of(
            referral.recipient_organisation, localdate(now)
        )]
        if referral.recipient_organisation is not None
        else [(email, recipient.language) for email in (recipient.email, _second(referral, recipient)) if email]
    )  # fmt: skip
    for email, language in to:
        queue_mail(
            to=email,
            template="referral_withdrawn",
            language=language,
            context={
                "organisation": referral.organisation.name,
                "sent": referral.sent_at,
            },
        )


def _second(referral: Referral, recipient: Recipient) -> str:
    return recipient.second_email if referral.second_escalated_at else ""
