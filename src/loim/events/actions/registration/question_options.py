"""The answers that one can choose: what people have chosen is never taken from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGE_CODES
from loim.events.actions.places.fixed_draw import check_not_fixed
from loim.events.models import Answer, Option, PlaceRule, Question, RegistrationSettings

YES, NO = pgettext_lazy("an answer", "Yes"), pgettext_lazy("an answer", "No")


class LookedAt(Refusal):
    message = _(
        "“%(question)s” is asked only of those who chose “%(option)s”. Change or remove that"
        " question first."
    )


class KeepsPlaces(Refusal):
    message = _("A rule of places looks at “%(option)s”. Change or remove that rule first.")


@dataclass(frozen=True)
class OptionFacts:
    """`key` of one that exists; None is a new one."""

    label: str
    key: int | None = None
    most: int | None = None
    translations: dict[str, dict[str, str]] = field(default_factory=dict)


def write_options(question: Question, options: Sequence[OptionFacts], *, now: datetime) -> None:
    """These, in this order, are offered from now on.

    One that is missing is deleted where nobody chose it, and no longer offered where somebody
    did. Refused for one that a question (LookedAt) or a rule of places (KeepsPlaces) looks at, and
    other limits while a draw is fixed (DrawFixed).
    """
    before = {row.pk: row for row in question.options.filter(removed_at=None)}
    _check_limits(question, before, options, now)
    kept = {facts.key for facts in options if facts.key in before}
    _take_away([row for key, row in before.items() if key not in kept], now=now)
    for number, facts in enumerate(options):
        row = before.get(facts.key or 0) or Option(question=question)
        row.label, row.most, row.position = facts.label, facts.most, number
        row.translations = dict(facts.translations)
        row.save()


def _check_limits(
    question: Question, before: dict[int, Option], options: Sequence[OptionFacts], now: datetime
) -> None:
    """How many may choose an answer decides a draw, too. Raises DrawFixed."""
    limits = {key: row.most for key, row in before.items()}
    wanted = {facts.key: facts.most for facts in options if facts.key in limits}
    if any(wanted.get(key, most) != most for key, most in limits.items()):
        settings = RegistrationSettings.objects.filter(event=question.event_id).first()
        check_not_fixed(question.event, settings, now)


def check_not_looked_at(options: Iterable[Option]) -> None:
    """Raises LookedAt, KeepsPlaces."""
    keys = [option.pk for option in options]
    looking = (
        Question.objects.filter(only_if__in=keys, removed_at=None)
        .select_related("only_if")
        .order_by("position", "pk")
        .first()
    )
    if looking is not None and looking.only_if is not None:
        raise LookedAt(question=looking.label, option=looking.only_if.label)
    rule = PlaceRule.objects.filter(option__in=keys).select_related("option").first()
    if rule is not None and rule.option is not None:
        raise KeepsPlaces(option=rule.option.label)


def _take_away(options: Sequence[Option], *, now: datetime) -> None:
    if not options:
        return
    check_not_looked_at(options)
    keys = [option.pk for option in options]
    chosen = set(Answer.objects.filter(option__in=keys).values_list("option", flat=True))
    conditions = set(Question.objects.filter(only_if__in=keys).values_list("only_if", flat=True))
    for option in options:
        if option.pk in chosen | conditions:  # of a question that was removed, too
            option.removed_at = now
            option.save(update_fields=["removed_at"])
        else:
            option.delete()


def fixed_options(language: str) -> tuple[OptionFacts, ...]:
    """Yes and no, in every language."""
    return tuple(option_in_all_languages(label, language) for label in (YES, NO))


def option_in_all_languages(label: object, language: str) -> OptionFacts:
    """`label` is a text that is translated when it is read."""
    words = in_all_languages(label)
    others = {code: {"label": text} for code, text in words.items() if code != language}
    return OptionFacts(label=words[language], translations=others)


def in_all_languages(text: object) -> dict[str, str]:
    words = {}
    for code in LANGUAGE_CODES:
        with translation.override(code):
            words[code] = str(text)
    return words
