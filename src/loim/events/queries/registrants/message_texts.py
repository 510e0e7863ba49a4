"""A message as one recipient reads it: in their language, with their name and link."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from loim.common.mail import MailText, render_mail
from loim.events.logic.registrants.merge_fields import merge
from loim.events.models import Event, Message, Participant
from loim.events.queries.registration.own_link import LinkLost, own_link_for, own_link_of

TEMPLATE = "event_message"
# Stand for what differs from reader to reader, in a text that is rendered once for all.
_NAME, _LINK = "⟦name⟧", "⟦link⟧"


class MessageText:
    """Rendered once for each language, whoever gets it."""

    def __init__(self, event: Event, message: Message) -> None:
        self.event, self.message = event, message
        message.event = event
        self._texts: dict[str, MailText] = {}

    def for_reader(self, person: Participant) -> MailText:
        """`person` with their registration."""
        text = self._of(person.language)
        name, link = reader_name(person), self._link(person)
        # The name last: whatever it looks like, nothing in it is filled in.
        subject = text.subject.replace(_LINK, link).replace(_NAME, name)
        return MailText(subject, text.body.replace(_LINK, link).replace(_NAME, name))

    def _of(self, language: str) -> MailText:
        if language not in self._texts:
            values = {
                "name": _NAME,
                "event": self.event.text("title", language),
                "link": _LINK,
            }
            context = {
                "subject": merge(self.message.text("subject", language), values),
                "body": merge(self.message.text("body", language), values),
                "event": self.event,
                "title": values["event"],
                "link": _LINK,
            }
            self._texts[language] = render_mail(TEMPLATE, context, language)
        return self._texts[language]

    def _link(self, person: Participant) -> str:
        try:
            if person.email:
                return own_link_for(person)
            return own_link_of(person.registration, person.language)
        except LinkLost:
            with translation.override(person.language):
                return settings.BASE_URL + reverse("event", args=[self.event.pk])


def reader_name(person: Participant) -> str:
    """Whoever opens the letter: those without an address are written to by whoever registered."""
    name = person.name if person.email else person.registration.name
    return " ".join(name.split())
