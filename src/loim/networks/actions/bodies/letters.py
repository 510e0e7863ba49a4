"""Letters of calls and questions, each queued in the transaction that gives cause for it."""

from datetime import datetime, timedelta
from typing import Any

from loim.common.mail import letters_lately, queue_mail
from loim.common.own_keys import LinkLost
from loim.networks.models.bodies import Applicant, AskedMember
from loim.networks.queries.bodies.own_link import applicant_link, asked_link

ON_REQUEST = ("body_confirm", "body_known")
# To one address in an hour.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


def write_to(applicant: Applicant, template: str, **context: Any) -> None:
    """In their language, with the link of their own page; nobody who is erased is written to."""
    if not applicant.email:
        return
    try:
        link = applicant_link(applicant)
    except LinkLost:
        return
    call, language = applicant.call, applicant.language
    said = {
        "applicant": applicant,
        "call": call,
        "title": call.text("title", language),
        "body": call.network.text("name", language),
        "link": link,
        **context,
    }
    queue_mail(to=applicant.email, template=template, context=said, language=language)


def write_on_request(applicant: Applicant, template: str, *, now: datetime) -> None:
    """Whoever knows the address can have this letter sent by a public form: not again and again."""
    if letters_lately(applicant.email, ON_REQUEST, since=now - WITHIN) < MOST_LETTERS:
        write_to(applicant, template)


def write_to_asked(asked: AskedMember, template: str, **context: Any) -> None:
    """To a member who was asked, with the link by which they comment."""
    address = asked.member.email or (asked.member.user.email if asked.member.user else "")
    if not address:
        return
    try:
        link = asked_link(asked)
    except LinkLost:
        return
    question, language = asked.question, asked.member.language
    said = {
        "question": question,
        "title": question.text("title", language),
        "body": question.network.text("name", language),
        "link": link,
        **context,
    }
    queue_mail(to=address, template=template, context=said, language=language)
