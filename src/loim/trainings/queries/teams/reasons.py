"""Decisions about a team in sentences: why you, why not yet."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from loim.trainings.logic.teams.reasons import Reason
from loim.trainings.models import TeamDecision

Values = Mapping[str, Any]


def sentences(decision: TeamDecision, language: str | None = None) -> list[str]:
    """In `language`, or the reader's. What a person wrote stands at the end, as they wrote it."""
    with translation.override(language or translation.get_language()):
        say = _WORDS.get(decision.reason)
        found = say(decision.values) if say else []
        if decision.values.get("tied"):
            found.append(
                _("Other teams have equal points; their order was drawn, as the call says.")
            )
    return [*found, decision.note] if decision.note else found


def _place(values: Values) -> str:
    return _("By its points the team stands at place %(rank)s of %(of)s.") % {
        "rank": values["rank"],
        "of": values["of"],
    }


def _by_rank(values: Values) -> list[str]:
    return [_place(values), _("There is room for %(room)s teams.") % {"room": values["room"]}]


def _for_county(values: Values) -> list[str]:
    return [
        _place(values),
        _("The call keeps places for %(county)s, and this is the best team from there.") % values,
    ]


def _waits(values: Values) -> str:
    return _("The team is number %(place)s on the waiting list.") % values


def _full(values: Values) -> list[str]:
    return [
        _place(values),
        _("All %(room)s places went to teams that stand before it.") % {"room": values["room"]},
        _waits(values),
    ]


def _county_full(values: Values) -> list[str]:
    return [
        _place(values),
        _("From %(county)s not more than %(ceiling)s teams take part, and those stand before it.")
        % values,
        _waits(values),
    ]


def _kept(values: Values) -> list[str]:
    return [
        _place(values),
        _("A place is kept for a county that would otherwise be missing, as the call says."),
        _waits(values),
    ]


def _below_points(values: Values) -> list[str]:
    return [
        _("To be admitted a team needs at least %(least_points)s points in all, and it has fewer.")
        % values
    ]


def _below_criterion(values: Values) -> list[str]:
    return [
        _("On this criterion the team has fewer points than are needed: %(criterion)s.")
        % {"criterion": title}
        for title in values["below"]
    ]


def _one(text: Callable[[], str]) -> Callable[[Values], list[str]]:
    return lambda _values: [text()]


_WORDS: dict[str, Callable[[Values], list[str]]] = {
    Reason.BY_RANK: _by_rank,
    Reason.FOR_COUNTY: _for_county,
    Reason.FULL: _full,
    Reason.COUNTY_FULL: _county_full,
    Reason.KEPT_FOR_COUNTY: _kept,
    Reason.BELOW_POINTS: _below_points,
    Reason.BELOW_CRITERION: _below_criterion,
    Reason.INCOMPLETE: _one(
        lambda: _("When it was decided, the team did not keep the rule of the call.")
    ),
    Reason.NEXT_IN_LINE: _one(
        lambda: _("A place became free, and by the same rule it goes to this team.")
    ),
    Reason.CONFIRMED: _one(lambda: _("The application was begun.")),
    Reason.SUBMITTED: _one(lambda: _("The application was sent in time and complete.")),
    Reason.SUBMITTED_LATE: _one(
        lambda: _("The application was sent late. It stands after those that came in time.")
    ),
    Reason.SUBMITTED_INCOMPLETE: _one(
        lambda: _("The application was sent with something missing, and is to be completed.")
    ),
    Reason.COMPLETED: _one(lambda: _("Nothing is missing any more.")),
    Reason.TAKEN_BACK: _one(lambda: _("The application was taken back, to be changed.")),
    Reason.RETURNED: _one(lambda: _("The organiser asks for something that is missing.")),
    Reason.MEMBER_LEFT: _one(
        lambda: _("Somebody left, and the team no longer keeps the rule of the call.")
    ),
    Reason.NOT_COMPLETED: _one(lambda: _("The application was not completed in time.")),
    Reason.WITHDRAWN: _one(lambda: _("The team withdrew.")),
    Reason.WITHDRAWN_BY_ORGANISER: _one(lambda: _("The organiser took the application out.")),
}
