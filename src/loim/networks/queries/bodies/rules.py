"""The rules of a call: what it asks of applicants, and the rules in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from loim.events.models.parties import Party
from loim.networks.logic.bodies.rules import (
    Contradiction,
    Rule,
    contradictions,
    merged,
    party_rules,
)
from loim.networks.models.bodies import (
    AgeGroup,
    CallFeature,
    Gender,
    MemberCall,
    MotherTongue,
)
from loim.people.models import County

ELSEWHERE = "elsewhere"  # in none of the districts that the rules name


@dataclass(frozen=True)
class ReadableRule:
    feature: str
    answer: str
    words: str


def rules_of(call: MemberCall) -> list[Rule]:
    """Those written down, and those that the seats' parties make. Two queries."""
    written = [
        Rule(one.feature, one.value, one.floor, one.ceiling)
        for one in call.rules.order_by("feature", "pk")
    ]
    parties = call.call_seats.order_by("seat__position", "pk").values_list("seat__party", flat=True)
    return merged([*written, *party_rules(parties)])


def features_asked(rules: Iterable[Rule]) -> list[str]:
    """Whom the rules make answer: these cannot be left out."""
    return list(dict.fromkeys(rule.feature for rule in rules))


def answers_of(feature: str, rules: Iterable[Rule] = ()) -> list[tuple[str, str]]:
    """What may be answered, with its name. Counties cost a query."""
    named = [rule.value for rule in rules if rule.feature == feature]
    if feature == CallFeature.DISTRICT:
        return [*((name, name) for name in named), (ELSEWHERE, _("elsewhere"))]
    if feature == CallFeature.COUNTY:
        return list(County.objects.order_by("name").values_list("ehak", "name"))
    choices = {
        CallFeature.GENDER: Gender.choices,
        CallFeature.AGE_GROUP: AgeGroup.choices,
        CallFeature.MOTHER_TONGUE: MotherTongue.choices,
        CallFeature.PARTY: Party.choices,
    }[CallFeature(feature)]
    return [(str(value), str(label)) for value, label in choices]


def in_words(rules: Iterable[Rule]) -> list[ReadableRule]:
    known = list(rules)
    names = {feature: dict(answers_of(feature, known)) for feature in features_asked(known)}
    labels = dict(CallFeature.choices)
    return [
        ReadableRule(
            capfirst(str(labels[CallFeature(rule.feature)])),
            capfirst(names[rule.feature].get(rule.value, rule.value)),
            _range_in_words(rule),
        )
        for rule in known
    ]


def _range_in_words(rule: Rule) -> str:
    if rule.ceiling is None:
        return _("at least %(floor)s") % {"floor": rule.floor}
    if rule.floor == rule.ceiling:
        return _("exactly %(floor)s") % {"floor": rule.floor}
    if not rule.floor:
        return _("at most %(ceiling)s") % {"ceiling": rule.ceiling}
    return _("from %(floor)s to %(ceiling)s") % {"floor": rule.floor, "ceiling": rule.ceiling}


def impossible(rules: Iterable[Rule], seats: int) -> list[str]:
    """Sentences: which rules cannot be kept, whoever applies."""
    known = list(rules)
    closed = {
        feature: [value for value, _name in answers_of(feature, known)]
        for feature in features_asked(known)
    }
    return [_said(one) for one in contradictions(known, seats, closed)]


def _said(found: Contradiction) -> str:
    labels = dict(CallFeature.choices)
    words = {
        "feature": str(labels[CallFeature(found.feature)]),
        "number": found.number,
        "seats": found.seats,
    }
    if found.kind == "floors":
        return (
            _(
                "The rules about %(feature)s ask for at least %(number)s members together, but the"
                " call fills %(seats)s seats. Lower one of them."
            )
            % words
        )
    if found.kind == "ceilings":
        return (
            _(
                "The rules about %(feature)s allow at most %(number)s members together, but the"
                " call fills %(seats)s seats. Raise one of them."
            )
            % words
        )
    return _("A rule about %(feature)s asks for more members than it allows. Correct it.") % words
