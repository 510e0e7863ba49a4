"""`fairplaces admit`: first come, first served, without giving away what floors need."""

import argparse

from fairplaces.cli.files import say, say_json
from fairplaces.cli.tables import columns_of
from fairplaces.messages import tell
from fairplaces.reading.arrivals import moment, read_arrivals
from fairplaces.waiting.queue import Outcome, admit_in_order


def run_admit(given: argparse.Namespace) -> int:
    """Say of each who came, in order, whether they have a place or wait, and why."""
    door, arrivals = read_arrivals(
        given.respondents,
        given.categories,
        given.places,
        columns=columns_of(given),
        time_column=given.time_column,
        encoding=given.encoding,
    )
    until = None if given.until is None else moment("--until", None, None, given.until)
    outcomes = admit_in_order(door, arrivals, until)
    if given.json:
        admitted = [p.id for o in outcomes if o.admitted_at for p in o.arrival.people]
        waiting = [p.id for o in outcomes if not o.admitted_at for p in o.arrival.people]
        said = [_as_json(outcome, given.language) for outcome in outcomes]
        say_json({"admitted": admitted, "waiting": waiting, "arrivals": said})
        return 0
    for outcome in outcomes:
        say(_line(outcome, given.language))
    return 0


def _state(outcome: Outcome) -> str:
    if outcome.admitted_at is None:
        return "waits"
    return "admitted" if outcome.answer.is_admitted else "later"


def _as_json(outcome: Outcome, language: str) -> dict[str, object]:
    is_late = _state(outcome) == "later"
    return {
        "people": [person.id for person in outcome.arrival.people],
        "state": "waits" if outcome.admitted_at is None else "admitted",
        "code": outcome.answer.code,
        "details": dict(outcome.answer.details),
        "why": outcome.answer.text(language),
        "admitted_later_at": str(outcome.admitted_at) if is_late else None,
    }


def _line(outcome: Outcome, language: str) -> str:
    people = ", ".join(person.id for person in outcome.arrival.people)
    moment = f"{outcome.admitted_at:%Y-%m-%d %H:%M}" if outcome.admitted_at else ""
    state = tell(f"admit.{_state(outcome)}", language, moment=moment)
    return f"{people}: {state} {outcome.answer.text(language)}"
