"""Somebody's own list in the words of its paper."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.services.logic.journeys.paper import (
    Paper,
    PaperStage,
    PaperStep,
    PaperWords,
    blocks_of,
)
from loim.services.queries.journeys.own_list import OwnList, ShownStep
from loim.services.queries.journeys.rules_in_words import (
    deadline_in_words,
    rule_in_words,
    time_in_words,
)
from loim.services.queries.journeys.services_shown import ShownService


def list_paper(own: OwnList, *, url: str) -> Paper:
    with translation.override(own.language):
        title, summary = own.shown.get("title"), own.shown.get("summary")
        return Paper(
            language=own.language,
            title=title,
            title_language=title.language,
            lead=summary,
            facts=tuple(_facts(own)),
            stages=tuple(
                PaperStage(
                    stage.title,
                    stage.title.language,
                    tuple(_step(step, own.language) for step in stage.steps),
                )
                for stage in own.stages
            ),
            words=PaperWords(
                bring=_("Bring with you"),
                where=_("Where"),
                good_to_know=_("Good to know"),
                here=_("In your municipality"),
                done=_("Done"),
                to_do=_("To do"),
                page=_("This list is found at"),
                qr=_("QR code: opens this list on a phone"),
            ),
            address=url,
            author=own.journey.keeper.name,
        )


def _facts(own: OwnList) -> list[str]:
    count = len(own.steps)
    found = [ngettext("%(number)s step", "%(number)s steps", count) % {"number": count}]
    if own.minutes:
        found.append(_("Time that you need: %(time)s") % {"time": time_in_words(own.minutes)})
    if own.shown.is_stale:
        found.append(_("This translation is out of date: the original was changed after it."))
    return found


def _step(step: ShownStep, language: str) -> PaperStep:
    title = step.shown.get("title")
    return PaperStep(
        number=step.number,
        title=title,
        language=title.language,
        is_done=step.is_done,
        due=deadline_in_words(step.deadline) if step.deadline else "",
        notes=tuple(_notes(step)),
        blocks=blocks_of(step.shown.get("todo")),
        bring=tuple(step.things),
        services=(*_where(step), *(_service(each) for each in step.services)),
        more=blocks_of(step.shown.get("good_to_know")),
        local=_local(step, language),
    )


def _notes(step: ShownStep) -> list[str]:
    notes = []
    if not step.is_sure:
        notes.append(_("If this is true of you: %(when)s") % {"when": _(" or ").join(step.when)})
    if step.rule and not step.deadline:
        notes.append(rule_in_words(step.rule))
    if step.after:
        numbers = ", ".join(map(str, step.after))
        notes.append(_("Do this first: step %(numbers)s") % {"numbers": numbers})
    if step.minutes:
        notes.append(_("Time that you need: %(time)s") % {"time": time_in_words(step.minutes)})
    if step.shown.is_fallback:
        notes.append(_("This text has not been translated into your language yet."))
    if step.shown.is_stale:
        notes.append(_("This translation is out of date: the original was changed after it."))
    if step.shown.is_machine:
        notes.append(_("A machine translated this text, and no person has read it yet."))
    return notes


def _where(step: ShownStep) -> list[tuple[str, str, str]]:
    where = step.shown.get("where")
    return [(where, where.language, "")] if where else []


def _service(service: ShownService) -> tuple[str, str, str]:
    title = service.shown.get("title")
    parts = [service.provider]
    if service.is_closed:
        parts.append(_("This service is closed."))
    elif service.channel and service.channel.location:
        place = service.channel.location
        parts.append(f"{place.address}, {place.city}")
    return title, title.language, ", ".join(part for part in parts if part)


def _local(step: ShownStep, language: str) -> tuple[str, str] | None:
    if step.local is None:
        return None
    words = step.local.text("words", language)
    return str(words), words.language
