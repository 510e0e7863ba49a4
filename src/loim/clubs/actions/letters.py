"""Letters of a club, each queued in the transaction that gives cause for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from loim.clubs.logic.person_states import PersonState
from loim.clubs.models import Club, ClubMeeting, ClubPerson, Facilitator
from loim.clubs.queries.own_link import lead_link_of, own_link_of
from loim.common.mail import letters_lately, queue_mail
from loim.common.own_keys import LinkLost
from loim.events.models import Event

ON_REQUEST = ("club_confirm", "club_known", "club_announced")
# To one address in an hour.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


def write_to(person: ClubPerson, template: str, **context: Any) -> None:
    """To one who left an address; in their language, with the link of their own page."""
    if not person.email:
        return
    try:
        link = own_link_of(person)
    except LinkLost:
        return
    title = person.club.text("title", person.language)
    queue_mail(
        to=person.email,
        template=template,
        context={"person": person, "club": person.club, "title": title, "link": link, **context},
        language=person.language,
    )


def write_on_request(person: ClubPerson, template: str, *, now: datetime, **context: Any) -> None:
    """Whoever knows the address can have this letter sent by a public form: not again and again."""
    if letters_lately(person.email, ON_REQUEST, since=now - WITHIN) < MOST_LETTERS:
        write_to(person, template, **context)


def write_to_facilitator(facilitator: Facilitator, template: str, **context: Any) -> None:
    if not facilitator.email or facilitator.left_at is not None:
        return
    try:
        link = lead_link_of(facilitator)
    except LinkLost:
        return
    club = facilitator.club
    title = club.text("title", facilitator.language)
    queue_mail(
        to=facilitator.email,
        template=template,
        context={"facilitator": facilitator, "club": club, "title": title, "link": link, **context},
        language=facilitator.language,
    )


def regulars_of(club: Club) -> list[ClubPerson]:
    people = club.people.filter(state=PersonState.REGULAR).select_related("club")
    return list(people.order_by("pk"))


def tell_regulars(*, club: Club, template: str) -> None:
    """About the club as a whole; its facilitators read the same."""
    for person in regulars_of(club):
        write_to(person, template)
    for facilitator in club.facilitators.filter(left_at=None).order_by("pk"):
        facilitator.club = club
        write_to_facilitator(facilitator, template)


def tell_of_meeting(
    *, meeting: ClubMeeting, event: Event, people: Iterable[ClubPerson], kind: str
) -> None:
    """`kind`: changed, cancelled or again."""
    for person in people:
        why = event.text("cancel_reason", person.language)
        write_to(person, "club_meeting", event=event, kind=kind, why=why)
    leads = meeting.club.facilitators.filter(left_at=None)
    if meeting.facilitator_id:
        leads = leads.filter(pk=meeting.facilitator_id)
    for facilitator in leads.order_by("pk"):
        facilitator.club = meeting.club
        why = event.text("cancel_reason", facilitator.language)
        write_to_facilitator(facilitator, "club_meeting", event=event, kind=kind, why=why)
