"""The rule by which places are given, in whole sentences: everybody reads it beforehand."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loim.common.translated import LANGUAGES
from loim.events.models import (
    Draw,
    Event,
    Feature,
    Party,
    PlaceRule,
    Policy,
    RegistrationSettings,
)
from loim.people.models import County


def rules_in_words(settings: RegistrationSettings) -> list[str]:
    """In the reader's language; two queries, one more each for a draw and for counties."""
    event = settings.event
    rules = list(
        PlaceRule.objects.filter(event=event)
        .select_related("option__question__event")
        .order_by("feature", "value", "pk")
    )
    return [
        _how_many(settings),
        *_how_given(settings, event),
        *_representation(rules),
        *_organisation(settings),
        *_waiting(settings, has_floors=any(rule.floor for rule in rules)),
    ]


def _how_many(settings: RegistrationSettings) -> str:
    if settings.capacity is None:
        return _("There is room for everybody who registers.")
    return ngettext(
        "There is %(number)d place.", "There are %(number)d places.", settings.capacity
    ) % {"number": settings.capacity}


def _how_given(settings: RegistrationSettings, event: Event) -> list[str]:
    if settings.policy == Policy.APPROVAL:
        return [
            _("The organiser reads every registration and decides. You will be told by e-mail.")
        ]
    if settings.policy == Policy.DRAW:
        return [
            _(
                "When registration has closed, the places are drawn by lot: it does not matter"
                " whether you register early or late."
            ),
            *_commitment(event),
        ]
    if settings.capacity is None:
        return []
    return [_("Places are given in the order of registration.")]


def _commitment(event: Event) -> list[str]:
    draw = Draw.objects.filter(event=event).only("commitment", "public_value_source").first()
    if draw is None:
        return []
    fixed = _(
        "Anybody can check the draw afterwards. The number that it begins with is fixed"
        " already; its fingerprint is %(commitment)s."
    ) % {"commitment": draw.commitment}
    if not draw.public_value_source:
        return [fixed]
    completed = _("Chance is completed by a value that nobody knows yet: %(source)s.")
    return [fixed, completed % {"source": draw.public_value_source}]


def _representation(rules: Iterable[PlaceRule]) -> list[str]:
    rules = list(rules)
    counties: dict[str, str] = {}
    if any(rule.feature == Feature.COUNTY for rule in rules):
        counties = dict(County.objects.values_list("ehak", "name"))
    sentences = []
    for rule in rules:
        whom = _whom(rule, counties)
        if rule.floor:
            sentences.append(_floor(rule, whom))
        if rule.ceiling is not None:
            sentences.append(
                ngettext(
                    "At most %(number)d place goes to: %(whom)s.",
                    "At most %(number)d places go to: %(whom)s.",
                    rule.ceiling,
                )
                % {"number": rule.ceiling, "whom": whom}
            )
    return sentences


def _floor(rule: PlaceRule, whom: str) -> str:
    values = {"number": rule.floor, "whom": whom}
    if rule.released_at is None:
        return (
            ngettext(
                "%(number)d place is kept for: %(whom)s.",
                "%(number)d places are kept for: %(whom)s.",
                rule.floor,
            )
            % values
        )
    values["moment"] = date_format(localtime(rule.released_at), "SHORT_DATETIME_FORMAT")
    return (
        ngettext(
            "%(number)d place is kept for: %(whom)s. If it is not taken by %(moment)s,"
            " it is open to everybody.",
            "%(number)d places are kept for: %(whom)s. Those that are not taken by %(moment)s"
            " are open to everybody.",
            rule.floor,
        )
        % values
    )


def _whom(rule: PlaceRule, counties: dict[str, str]) -> str:
    if rule.option is not None:
        return _("“%(question)s” – %(answer)s") % {
            "question": rule.option.question.text("label"),
            "answer": rule.option.text("label"),
        }
    if rule.feature == Feature.COUNTY:
        return counties.get(rule.value, rule.value)
    if rule.feature == Feature.LANGUAGE:
        return dict(LANGUAGES).get(rule.value, rule.value)
    return str(Party(rule.value).label) if rule.value in Party.values else rule.value


def _organisation(settings: RegistrationSettings) -> list[str]:
    most = settings.most_per_organisation
    if most is None:
        return []
    return [
        ngettext(
            "From one organisation at most %(number)d person can come.",
            "From one organisation at most %(number)d people can come.",
            most,
        )
        % {"number": most}
    ]


def _waiting(settings: RegistrationSettings, *, has_floors: bool) -> list[str]:
    if settings.capacity is None:
        return []
    if not settings.has_waiting_list:
        return [_("There is no waiting list.")]
    if settings.policy == Policy.DRAW:
        order = _(
            "Whoever is not drawn is on a waiting list. For a place that is given up another is"
            " drawn by the same lot: the rules of representation are restored first, and the"
            " chances of all who could come are as fair as in the draw."
        )
        return [order, _offer(settings)]
    order = (
        _(
            "When all places are taken, there is a waiting list. A place that becomes free goes"
            " to those for whom places are kept, if too few of them have one; otherwise to"
            " whoever has waited longest."
        )
        if has_floors
        else _(
            "When all places are taken, there is a waiting list. A place that becomes free is"
            " offered to whoever has waited longest."
        )
    )
    return [order, _offer(settings)]


def _offer(settings: RegistrationSettings) -> str:
    return ngettext(
        "An offered place is kept for you for %(number)d hour.",
        "An offered place is kept for you for %(number)d hours.",
        settings.offer_hours,
    ) % {"number": settings.offer_hours}
