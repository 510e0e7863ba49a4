"""A host cancelled: the organiser and those who would have gone read it at once."""

from datetime import datetime

from django.utils import translation
from django.utils.timezone import localtime

from loim.common.bulk_mail import Letter, queue_letters
from loim.common.mail import queue_mail, render_mail
from loim.events.models import EventStatus
from loim.events.queries.registration.own_link import LinkLost
from loim.visits.models import Leg
from loim.visits.queries.board import load_board
from loim.visits.queries.links import itinerary_link, plan_link
from loim.visits.queries.organiser_addresses import organiser_addresses
from loim.visits.queries.releases import last_release

TEMPLATE = "visit_leg_cancelled"
TO_ORGANISER = "visit_host_cancelled"


def tell_of_cancelling(*, leg: Leg, now: datetime, tells_organiser: bool) -> int:
    """Within the transaction that cancels it. Before the participants were told of anything
    nobody counts on the meeting, so only the organiser hears of it. How many were written to.
    """
    visit = leg.visit
    board = load_board(visit)
    people = board.going_to(board.by_key[leg.pk])
    if tells_organiser:
        for address, language in organiser_addresses(visit):
            queue_mail(
                to=address,
                template=TO_ORGANISER,
                context={
                    "leg": leg.text("title", language),
                    "when": localtime(leg.start_at),
                    "host": leg.host,
                    "reason": leg.cancel_reason,
                    "people": len(people),
                    "title": visit.event.text("title", language),
                    "link": plan_link(visit, language),
                },
                language=language,
            )
    release = last_release(visit)
    if visit.event.status != EventStatus.PUBLISHED or release is None:
        return 0
    if str(leg.pk) in release.content["legs"]:
        # They know it now: the next letter does not say it again.
        release.content["legs"][str(leg.pk)]["is_off"] = True
        release.save(update_fields=["content"])
    instead = board.instead_of(board.by_key[leg.pk])
    letters = []
    for person in people:
        address = person.email or person.registration.email
        if not address:
            continue
        with translation.override(person.language):
            try:
                link = itinerary_link(person)
            except LinkLost:
                link = ""
            context = {
                "name": person.name,
                "leg": leg.text("title", person.language),
                "when": localtime(leg.start_at),
                "until": localtime(leg.end_at),
                "host": leg.host,
                "reason": leg.cancel_reason,
                "instead": [other.text("title", person.language) for _one, other in instead],
                "title": visit.event.text("title", person.language),
                "link": link,
                "contact": visit.event.contact_email,
            }
        words = render_mail(TEMPLATE, context, person.language)
        letters.append(Letter(address, person.language, words))
    queue_letters(letters, template=TEMPLATE, now=now, useful_until=leg.end_at)
    return len(letters)
