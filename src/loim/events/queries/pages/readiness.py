"""What an event's page still needs before everybody may read it, and what would make it better."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.events.models import Event, EventStatus


@dataclass(frozen=True)
class Gap:
    """`field` is where it is filled in; `text` says what to write there."""

    field: str
    text: str | Promise


def what_is_missing(event: Event) -> list[Gap]:
    """Nobody could come without it. Of what was held a page tells at least what it was."""
    if event.status == EventStatus.HELD:
        is_told = event.purpose or event.description or event.summary
        return [] if is_told else [Gap("summary", _("what it was about: a summary"))]
    gaps = []
    if not (event.place or event.online_url):
        gaps.append(Gap("place", _("where it takes place, or a link for taking part online")))
    if not (event.purpose or event.description):
        gaps.append(Gap("purpose", _("what it is for or about: a purpose or a description")))
    if not event.languages:
        gaps.append(Gap("languages", _("the languages that are spoken there")))
    if not event.contact_email:
        gaps.append(Gap("contact_email", _("an e-mail address for questions")))
    return gaps


def what_would_help(event: Event) -> list[Gap]:
    """The page can go out without it, but some readers will miss it."""
    gaps: list[Gap] = []
    if event.status == EventStatus.HELD:
        return gaps
    if not event.audiences:
        gaps.append(Gap("audiences", _("for whom it is, so that the calendar finds it")))
    if event.start_time is None:
        gaps.append(Gap("start_time", _("the time; without it the event takes the whole day")))
    if event.place and event.place_municipality_id is None:
        gaps.append(Gap("place_municipality", _("the municipality of the place, for the calendar")))
    if event.place and not event.accessibility:
        gaps.append(
            Gap("accessibility", _("how one gets in with a wheelchair or a pram, and what helps"))
        )
    return gaps


def languages_without_text(event: Event) -> list[tuple[str, str]]:
    """(code, name) of those in which the page has no title of its own."""
    return [
        (code, name)
        for code, name in LANGUAGES
        if code != event.language and not event.translations.get(code, {}).get("title")
    ]
