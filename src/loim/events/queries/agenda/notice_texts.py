"""What letters to participants say: rendered for each language once, whoever gets them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from loim.common.mail import MailText, render_mail
from loim.events.logic.agenda.content import AgendaContent, empty_content
from loim.events.models import AgendaRelease, Event, NoticeKind
from loim.events.queries.agenda.in_words import changes_in_words
from loim.events.queries.calendar.when import when_in_words

TEMPLATES = {
    NoticeKind.AGENDA.value: "event_agenda",
    NoticeKind.CHANGED.value: "event_changed",
    NoticeKind.CANCELLED.value: "event_cancelled",
}
# Stands for the reader's own link; no letter of a text is this one.
OWN_LINK = "\ue000"


class NoticeText:
    """Of one notice; two or three queries when it is made, none for each language."""

    def __init__(self, event: Event, kind: str, number: int) -> None:
        self.event = event
        self.template = TEMPLATES[kind]
        self.facts: Mapping[str, Any] = (
            self._releases(number) if kind == NoticeKind.AGENDA else self._states(number)
        )
        self._texts: dict[str, MailText] = {}

    def for_reader(self, language: str, own_link: str) -> MailText:
        if language not in self._texts:
            self._texts[language] = render_mail(self.template, self._context(language), language)
        text = self._texts[language]
        return MailText(text.subject, text.body.replace(OWN_LINK, own_link))

    def public_link(self, language: str) -> str:
        with translation.override(language):
            return settings.BASE_URL + reverse("event", args=[self.event.pk])

    @property
    def useful_until(self) -> datetime:
        """The end of the event's last day."""
        last = self.event.end_date + timedelta(days=1)
        return timezone.make_aware(datetime(last.year, last.month, last.day))  # noqa: DTZ001

    def _releases(self, number: int) -> dict[str, Any]:
        rows = AgendaRelease.objects.filter(event=self.event, number__in=[number, number - 1])
        by_number = {row.number: row for row in rows}
        return {"release": by_number.get(number), "before": by_number.get(number - 1)}

    def _states(self, number: int) -> dict[str, Any]:
        """The event as it became with this change, and as it was before."""
        rows = apps.get_model("events", "EventHistory").objects.filter(pgh_obj_id=self.event.pk)
        now = rows.filter(calendar_sequence=number).order_by("pgh_id").first()
        before = rows.filter(calendar_sequence__lt=number).order_by("-pgh_id").first()
        return {"now": now or self.event, "before": before}

    def _context(self, language: str) -> dict[str, Any]:
        with translation.override(language):
            return {
                "title": self.event.text("title", language),
                "when": when_in_words(self.event),
                "event": self.event,
                "own_link": OWN_LINK,
                "reason": self.event.text("cancel_reason", language),
                **self._said(language),
            }

    def _said(self, language: str) -> dict[str, Any]:
        if self.template == "event_agenda":
            release: AgendaRelease | None = self.facts["release"]
            before: AgendaRelease | None = self.facts["before"]
            now: AgendaContent = release.content if release else empty_content(language)
            was: AgendaContent | None = before.content if before else None
            return {
                "note": release.note if release else "",
                "is_first": was is None,
                "changes": changes_in_words(was, now) if was else [],
            }
        now_is, was_so = self.facts["now"], self.facts["before"]
        return {
            "now": now_is,
            "when": when_in_words(now_is),
            "before": was_so,
            "when_before": when_in_words(was_so) if was_so else "",
        }
