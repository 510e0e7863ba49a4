"""Questions that most events ask, worded in every language: added as they are, then changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGE_CODES, LANGUAGES
from loim.events.actions.registration.question_options import (
    OptionFacts,
    in_all_languages,
    option_in_all_languages,
)
from loim.events.actions.registration.questions import QuestionFacts, add_question
from loim.events.models import Event, Question, QuestionKind, QuestionStage
from loim.people.models import User

# What somebody eats or needs is nobody's business when the event is over.
SENSITIVE_DAYS = 14
MOST_NIGHTS = 14


class ReadyMade(StrEnum):
    DIET = "diet"
    ACCESS = "access"
    ACCOMMODATION = "accommodation"
    PHOTOS = "photos"
    INTERPRETATION = "interpretation"
    PHONE = "phone"


@dataclass(frozen=True)
class Pattern:
    kind: str
    label: object
    help_text: object = ""
    options: tuple[object, ...] = ()
    kept_days: int | None = None
    is_required: bool = False
    stage: str = QuestionStage.APPLICATION


PATTERNS: dict[ReadyMade, Pattern] = {
    ReadyMade.DIET: Pattern(
        QuestionKind.DIET,
        _("What should the kitchen know?"),
        _("Leave it empty if you eat everything."),
        (_("vegetarian"), _("vegan"), _("without gluten"), _("without lactose")),
        SENSITIVE_DAYS,
    ),
    ReadyMade.ACCESS: Pattern(
        QuestionKind.ACCESS,
        _("What do you need so that you can take part?"),
        _("For example a place for a wheelchair, sign language, or a quiet room."),
        kept_days=SENSITIVE_DAYS,
    ),
    ReadyMade.ACCOMMODATION: Pattern(
        QuestionKind.ACCOMMODATION,
        _("Which nights do you need a bed for?"),
        kept_days=SENSITIVE_DAYS,
    ),
    ReadyMade.PHOTOS: Pattern(
        QuestionKind.YES_NO,
        _("May we publish pictures in which you can be recognised?"),
        _("You can take part either way."),
        is_required=True,
    ),
    ReadyMade.INTERPRETATION: Pattern(
        QuestionKind.SEVERAL_OF,
        _("Into which language do you need interpretation?"),
        _("Leave it empty if you need none."),
    ),
    ReadyMade.PHONE: Pattern(
        QuestionKind.PHONE,
        _("Phone number"),
        _("Only for the day itself, if something changes at the last moment."),
        kept_days=SENSITIVE_DAYS,
    ),
}


def add_ready_made(*, event: Event, which: ReadyMade, by: User, now: datetime) -> Question:
    """As `add_question`."""
    pattern = PATTERNS[which]
    labels, helps = in_all_languages(pattern.label), in_all_languages(pattern.help_text)
    facts = QuestionFacts(
        label=labels[event.language],
        help_text=helps[event.language],
        stage=pattern.stage,
        is_required=pattern.is_required,
        kept_days=pattern.kept_days,
        translations={
            code: {
                name: text
                for name, text in {"label": labels[code], "help_text": helps[code]}.items()
                if text
            }
            for code in LANGUAGE_CODES
            if code != event.language
        },
        options=_options(which, pattern, event),
    )
    return add_question(event=event, kind=pattern.kind, facts=facts, by=by, now=now)


def _options(which: ReadyMade, pattern: Pattern, event: Event) -> tuple[OptionFacts, ...]:
    if which == ReadyMade.ACCOMMODATION:
        return nights_of(event)
    if which == ReadyMade.INTERPRETATION:
        return tuple(OptionFacts(name) for code, name in LANGUAGES if code not in event.languages)
    return tuple(option_in_all_languages(label, event.language) for label in pattern.options)


def nights_of(event: Event) -> tuple[OptionFacts, ...]:
    """Those between the days of the event; of a single day the one before it."""
    nights = (event.end_date - event.start_date).days
    first = event.start_date if nights else event.start_date - timedelta(days=1)
    found = []
    for number in range(min(max(nights, 1), MOST_NIGHTS)):
        evening = first + timedelta(days=number)
        words = {}
        for code in LANGUAGE_CODES:
            with translation.override(code):
                days = (evening, evening + timedelta(days=1))
                words[code] = " – ".join(date_format(day, "SHORT_DATE_FORMAT") for day in days)
        others = {code: {"label": text} for code, text in words.items() if code != event.language}
        found.append(OptionFacts(words[event.language], translations=others))
    return tuple(found)
