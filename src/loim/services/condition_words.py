"""Conditions in words, and the questions that they ask."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from loim.services.logic.condition_form import WhyBad
from loim.services.logic.conditions import PLACES, Condition, Group, Question

QUESTIONS: dict[Question, str | Promise] = {
    Question.AGE: gettext_lazy("How old are you?"),
    Question.DAYS_SINCE_ARRIVAL: gettext_lazy("When did you arrive in Estonia?"),
    Question.CHILDREN: gettext_lazy("How old are the children who live with you?"),
    Question.STATUS: gettext_lazy("What do you do in Estonia?"),
    Question.LANGUAGE: gettext_lazy("Which languages do you speak?"),
    Question.MUNICIPALITY: gettext_lazy("In which municipality do you live?"),
    Question.COUNTY: gettext_lazy("In which county do you live?"),
    Question.CITIZENSHIP: gettext_lazy("Whose citizen are you?"),
    Question.RIGHT_OF_RESIDENCE: gettext_lazy("On what ground do you live in Estonia?"),
    Question.ESTONIAN_LEVEL: gettext_lazy("How well do you speak Estonian?"),
}
NAMES: dict[Question, str | Promise] = {
    Question.AGE: gettext_lazy("age"),
    Question.DAYS_SINCE_ARRIVAL: gettext_lazy("days since arrival"),
    Question.CHILDREN: gettext_lazy("children"),
    Question.STATUS: pgettext_lazy("of a person", "what they do"),
    Question.LANGUAGE: gettext_lazy("languages spoken"),
    Question.MUNICIPALITY: gettext_lazy("municipality"),
    Question.COUNTY: gettext_lazy("county"),
    Question.CITIZENSHIP: gettext_lazy("citizenship"),
    Question.RIGHT_OF_RESIDENCE: gettext_lazy("right of residence"),
    Question.ESTONIAN_LEVEL: gettext_lazy("level of Estonian"),
}
OPTION_NAMES: dict[Question, dict[str, str | Promise]] = {
    Question.STATUS: {
        "worker": pgettext_lazy("a person", "employee"),
        "entrepreneur": pgettext_lazy("a person", "entrepreneur"),
        "jobseeker": pgettext_lazy("a person", "looking for work"),
        "student": pgettext_lazy("a person", "student"),
        "pupil": pgettext_lazy("a person", "pupil"),
        "family_member": pgettext_lazy("a person", "family member of somebody who came"),
        "parent_at_home": pgettext_lazy("a person", "at home with a child"),
        "retired": pgettext_lazy("a person", "retired"),
        "returnee": pgettext_lazy("a person", "returned to Estonia"),
        "disabled": pgettext_lazy("a person", "living with a disability"),
    },
    Question.LANGUAGE: {
        "et": gettext_lazy("Estonian"),
        "en": gettext_lazy("English"),
        "ru": gettext_lazy("Russian"),
        "uk": gettext_lazy("Ukrainian"),
        "other": gettext_lazy("another language"),
    },
    Question.CITIZENSHIP: {
        "estonia": pgettext_lazy("citizenship", "Estonia"),
        "eu": pgettext_lazy("citizenship", "another country of the EU or EEA, or Switzerland"),
        "ukraine": pgettext_lazy("citizenship", "Ukraine"),
        "other": pgettext_lazy("citizenship", "another country"),
        "undetermined": pgettext_lazy("citizenship", "undetermined"),
    },
    Question.RIGHT_OF_RESIDENCE: {
        "citizen": pgettext_lazy("right of residence", "Estonian citizen"),
        "eu_right": pgettext_lazy("right of residence", "right of an EU citizen"),
        "temporary_permit": pgettext_lazy("right of residence", "temporary residence permit"),
        "long_term_permit": pgettext_lazy("right of residence", "long-term residence permit"),
        "temporary_protection": pgettext_lazy("right of residence", "temporary protection"),
        "international_protection": pgettext_lazy("right of residence", "international protection"),
        "visa": pgettext_lazy("right of residence", "visa"),
        "none": pgettext_lazy("right of residence", "none yet"),
    },
    Question.ESTONIAN_LEVEL: {
        "none": pgettext_lazy("level of a language", "not at all"),
        **{level: level.upper() for level in ("a1", "a2", "b1", "b2", "c1", "c2")},
    },
}
WHY_BAD: dict[WhyBad, str | Promise] = {
    WhyBad.NOT_A_LIST: gettext_lazy("a list is expected here"),
    WhyBad.NOT_AN_OBJECT: gettext_lazy("an object with a question is expected here"),
    WhyBad.TOO_MANY: gettext_lazy("there are more than 20"),
    WhyBad.EMPTY_GROUP: gettext_lazy("the group has no conditions"),
    WhyBad.UNKNOWN_QUESTION: gettext_lazy("there is no such question"),
    WhyBad.UNKNOWN_KEY: gettext_lazy("this key is not known"),
    WhyBad.UNKNOWN_OPTION: gettext_lazy("there is no such answer to the question"),
    WhyBad.NO_OPTIONS: gettext_lazy("at least one answer is needed"),
    WhyBad.NOT_A_NUMBER: gettext_lazy("a whole number is expected here"),
    WhyBad.OUT_OF_RANGE: gettext_lazy("the number is too small or too great"),
    WhyBad.NO_BOUNDS: gettext_lazy("a lower or an upper bound is needed"),
    WhyBad.BOUNDS_REVERSED: gettext_lazy("the lower bound is above the upper one"),
    WhyBad.NOT_TRUE_OR_FALSE: gettext_lazy("true or false is expected here"),
}


def described(
    groups: Iterable[Group], place_names: Mapping[str, str] | None = None
) -> list[list[str]]:
    """A list for each group. `place_names` by EHAK code of counties and municipalities."""
    return [[phrase(condition, place_names or {}) for condition in group] for group in groups]


def phrase(condition: Condition, place_names: Mapping[str, str]) -> str:
    if condition.options:
        names = _names(condition, place_names)
        if condition.is_negated:
            return _("%(question)s: none of %(answers)s") % {
                "question": NAMES[condition.question], "answers": names,
            }  # fmt: skip
        return _("%(question)s: %(answers)s") % {
            "question": NAMES[condition.question], "answers": names,
        }  # fmt: skip
    said = _range(condition)
    return _("not: %(condition)s") % {"condition": said} if condition.is_negated else said


def _names(condition: Condition, place_names: Mapping[str, str]) -> str:
    if condition.question in PLACES:
        return ", ".join(sorted(place_names.get(code, code) for code in condition.options))
    named = OPTION_NAMES[condition.question]
    return ", ".join(str(name) for option, name in named.items() if option in condition.options)


def _range(condition: Condition) -> str:  # noqa: PLR0911  # one sentence for each case
    least, most = condition.at_least, condition.at_most
    bounds = {"least": least, "most": most}
    match condition.question:
        case Question.CHILDREN:
            if least is None and most is None:
                return _("has children")
            if most is None:
                return _("has a child aged %(least)s or older") % bounds
            if not least:
                return _("has a child aged up to %(most)s") % bounds
            return _("has a child aged %(least)s–%(most)s") % bounds
        case Question.AGE:
            if most is None:
                return _("aged %(least)s or older") % bounds
            return (
                _("aged up to %(most)s") if not least else _("aged %(least)s–%(most)s")
            ) % bounds
    if most is None:
        return ngettext(
            "%(least)s day or more since arrival", "%(least)s days or more since arrival", least or 0
        ) % bounds  # fmt: skip
    if least is None or least == 0:
        return ngettext(
            "within %(most)s day of arrival", "within %(most)s days of arrival", most
        ) % bounds  # fmt: skip
    return _("%(least)s–%(most)s days since arrival") % bounds


def contradiction_said(question: Question) -> str | Promise:
    return format_lazy(
        gettext_lazy("Nobody can meet these conditions together: look at “{question}”."),
        question=NAMES[question],
    )
