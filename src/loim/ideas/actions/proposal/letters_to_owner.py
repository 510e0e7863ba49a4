"""Letters to whoever owns a proposal: what is asked, and the link by which to answer."""

import uuid
from datetime import datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from loim.common.mail import queue_mail
from loim.common.own_keys import hash_of_key
from loim.common.refusals import Refusal
from loim.ideas.models import AnswerLink, Proposal
from loim.ideas.queries.proposal.links import (
    address_of,
    address_of_link,
    answers_by_account,
    key_of,
    language_of,
    owners_people,
)

OPEN_FOR = timedelta(days=90)  # after the date of the answer
RENEWABLE_FOR = timedelta(days=3 * 365)  # what came of a proposal is often told years later


class NobodyToAsk(Refusal):
    message = _(
        "Nobody of “%(owner)s” has an account here that could answer. Write the e-mail of"
        " somebody there: they will get a link by which to answer."
    )


class CannotBeRenewed(Refusal):
    message = _(
        "A new link was sent for this one already, or it is too old. Ask whoever made the"
        " proposal to write to you again."
    )


def write_to_owner(proposal: Proposal, *, template: str, now: datetime) -> int:
    """To everybody who answers for the owner, each in their language; how many letters.

    Inside a transaction. `template` is proposal_asked or proposal_reminder. Raises NobodyToAsk.
    """
    people = list(owners_people(proposal.owner_id, now))
    for reader in people:
        link = address_of(proposal.pk, reader.language)
        _send(proposal, template, reader.email, reader.language, link, by_link=False, now=now)
    email = proposal.owner_email
    if email and not answers_by_account(email, proposal, now):
        link_row = make_link(proposal, email, now)
        address = address_of_link(link_row)
        _send(proposal, template, email, link_row.language, address, by_link=True, now=now)
        return len(people) + 1
    if not people:
        raise NobodyToAsk(owner=proposal.owner.name)
    return len(people)


def make_link(proposal: Proposal, email: str, now: datetime) -> AnswerLink:
    identity = uuid.uuid4()
    since = max(localdate(now), proposal.answer_by) - localdate(now)
    return AnswerLink.objects.create(
        proposal=proposal,
        email=email,
        language=language_of(email),
        submission=identity,
        key_hash=hash_of_key(key_of(identity)),
        sent_at=now,
        expires_at=now + since + OPEN_FOR,
    )


def _send(
    proposal: Proposal,
    template: str,
    email: str,
    language: str,
    link: str,
    *,
    by_link: bool,
    now: datetime,
) -> None:
    days = (proposal.answer_by - localdate(now)).days
    queue_mail(
        to=email,
        template=template,
        language=language,
        context={
            "title": str(proposal.text("title", language)),
            "text": str(proposal.text("description", language)),
            "made_by": proposal.made_by.name,
            "owner": proposal.owner.name,
            "answer_by": proposal.answer_by,
            "days": days,
            "days_late": -days,
            "link": link,
            "by_link": by_link,
        },
    )
