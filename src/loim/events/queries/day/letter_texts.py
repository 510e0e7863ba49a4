"""What the day's letters say: rendered once for each language, then filled in for each reader."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from loim.common.mail import MailText, render_mail
from loim.events.models import Event, Participant
from loim.events.queries.calendar.when import when_in_words
from loim.events.queries.registration.own_link import LinkLost, own_link_for

# Stand for what is the reader's own; no letter of a text is one of these.
OWN_LINK, OWN_LINES = "\ue000", "\ue001"


class DayText:
    """`facts` are for all readers; `lines` gives each reader's own, such as their links."""

    def __init__(
        self,
        event: Event,
        template: str,
        *,
        facts: Mapping[str, Any] | None = None,
        lines: Callable[[Participant, str], str] | None = None,
        before: Callable[[Sequence[Participant]], None] | None = None,
        useful_until: datetime | None = None,
    ) -> None:
        self.event = event
        self.template = template
        self.useful_until = useful_until
        self._facts = facts or {}
        self._lines = lines
        self._before = before
        self._texts: dict[tuple[str, bool], MailText] = {}

    def prepare(self, people: Sequence[Participant]) -> None:
        if self._before:
            self._before(people)

    def for_readers(self, people: Sequence[Participant], language: str) -> MailText:
        lines = [line for one in people if self._lines and (line := self._lines(one, language))]
        key = (language, bool(lines))
        if key not in self._texts:
            self._texts[key] = self._rendered(language, has_lines=bool(lines))
        text = self._texts[key]
        body = text.body.replace(OWN_LINK, self._link(people[0], language))
        return MailText(text.subject, body.replace(OWN_LINES, "\n".join(lines)))

    def _rendered(self, language: str, *, has_lines: bool) -> MailText:
        with translation.override(language):
            context = {
                "event": self.event,
                "title": self.event.text("title", language),
                "when": when_in_words(self.event),
                "place": ", ".join(filter(None, [self.event.place, self.event.address])),
                "own_link": OWN_LINK,
                "own_lines": OWN_LINES if has_lines else "",
                **self._facts,
            }
        return render_mail(self.template, context, language)

    def _link(self, person: Participant, language: str) -> str:
        try:
            return own_link_for(person, language)
        except LinkLost:
            return page_of(self.event, language)


def page_of(event: Event, language: str) -> str:
    return whole_address("event", [event.pk], language)


def whole_address(name: str, arguments: Sequence[Any], language: str) -> str:
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=arguments)


def end_of_day(day: Any) -> datetime:
    last = day + timedelta(days=1)
    return timezone.make_aware(datetime(last.year, last.month, last.day))  # noqa: DTZ001
