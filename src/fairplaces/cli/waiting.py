"""`fairplaces replace` and `alternates`: after the draw."""

import argparse

from fairplaces.cli.files import Names, read_record, say, say_json, write_record
from fairplaces.errors import BadInput, InputProblem
from fairplaces.messages import tell
from fairplaces.reading.tables import read_table
from fairplaces.record import problem_of, sealed, standing_of, verify
from fairplaces.record.parts import seed_of
from fairplaces.waiting.alternates import choose_alternates
from fairplaces.waiting.order import waiting_order
from fairplaces.waiting.replace import replace_withdrawn


def run_replace(given: argparse.Namespace) -> int:
    """Replace people who withdraw; the record grows by one step and is sealed again."""
    record, names = read_record(given.record), Names.read(given.names)
    verify(record)
    problem, now = problem_of(record), standing_of(record)
    leaving = [names.pseudonym(person) for person in given.withdrawn]
    called = None
    names.known(leaving, now.members, "--withdrawn", "input.not_a_member")
    if given.alternates is not None:
        called = [names.pseudonym(person) for person in given.alternates]
        waiting = {person.id for person in problem.people} - {*now.members, *now.gone}
        names.known(called, waiting, "--alternates", "input.not_waiting")
    done = replace_withdrawn(
        problem,
        now.members,
        leaving,
        seed_of(record),
        number=len(record["replacements"]),
        gone=now.gone,
        alternates=called,
    )
    step = done.as_json()
    if given.output:
        steps = [*record["replacements"], step]
        write_record(given.output, sealed({**record, "replacements": steps}))
    admitted = names.shown(done.admitted)
    if given.json:
        shown = {"withdrawn": names.shown(done.withdrawn), "admitted": admitted}
        say_json({**step, **shown, "empty": done.empty, "restored": done.is_restored})
        return 0
    for line in [*admitted, *(message.text(given.language) for message in done.messages())]:
        say(line)
    return 0


def run_alternates(given: argparse.Namespace) -> int:
    """Whom to ask to be ready, given how likely members are to withdraw; and the waiting list."""
    record, names = read_record(given.record), Names.read(given.names)
    verify(record)
    problem, now, seed = problem_of(record), standing_of(record), seed_of(record)
    risk = dict.fromkeys(now.members, given.rate)
    if given.dropout:
        risk |= _dropout(given.dropout, names, now.members)
    found = choose_alternates(
        problem, now.members, given.number, risk, seed, seconds=given.time_limit, gone=now.gone
    )
    order = names.shown(waiting_order(problem, now.members, seed, risk, now.gone))
    people = names.shown(found.people)
    if given.json:
        losses = {"loss": found.loss, "loss_without": found.loss_without}
        say_json({"alternates": people, **losses, "waiting": order})
        return 0
    figures = {"loss": f"{found.loss:.2f}", "without": f"{found.loss_without:.2f}"}
    say(tell("alternates.chosen", given.language, count=len(people), **figures))
    say("\n".join(people))
    say(tell("alternates.waiting", given.language))
    say("\n".join(order))
    return 0


def _dropout(path: str, names: Names, members: tuple[str, ...]) -> dict[str, float]:
    """Probabilities from a table with columns id and probability. Raises `BadInput`."""
    table = read_table(path)
    table.need("id", "probability")
    person_place, place = table.column("id"), table.column("probability")
    found: dict[str, float] = {}
    for row, cells in table.rows:
        person = names.pseudonym(cells[person_place])
        if person not in members:
            details = {"id": cells[person_place]}
            raise BadInput([InputProblem("input.not_a_member", table.source, row, "id", details)])
        found[person] = _probability(table.source, row, cells[place])
    return found


def _probability(source: str, row: int, text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = -1.0
    # Written so that NaN is refused as well.
    if not 0 <= value <= 1:
        details = {"value": text}
        raise BadInput(
            [InputProblem("input.not_a_probability", source, row, "probability", details)]
        )
    return value
