"""Participants without an account take part by a link that is sent to their address."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from loim.common.mail import letters_lately, queue_mail
from loim.events.queries.registration.own_link import LinkLost, own_key_for
from loim.ideas.models import Forum
from loim.ideas.queries.forum.who import place_of_address

TEMPLATE = "forum_participant"
# To one address in an hour: whoever knows it can ask for the letter.
MOST_LETTERS, WITHIN = 3, timedelta(hours=1)


def send_participant_link(*, forum: Forum, email: str, language: str, now: datetime) -> bool:
    """To whoever has a place with this address; whether somebody has is told to nobody."""
    with transaction.atomic():
        place = place_of_address(email, forum)
        if place is None:
            return False
        to = place.email or place.registration.email
        if letters_lately(to, [TEMPLATE], since=now - WITHIN) >= MOST_LETTERS:
            return False
        try:
            key = own_key_for(place)
        except LinkLost:
            return False
        with translation.override(language):
            path = reverse("forum-participant", args=[forum.pk, key])
        queue_mail(
            to=to,
            template=TEMPLATE,
            context={
                "name": place.name,
                "forum": forum.event.text("title", language),
                "link": settings.BASE_URL + path,
            },
            language=language,
        )
    return True
