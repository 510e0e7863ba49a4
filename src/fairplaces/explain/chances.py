"""Why somebody's chance is what it is, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from fairplaces.allocation import Allocation
from fairplaces.coverage import causes
from fairplaces.grouping import program_of
from fairplaces.messages import Message, figure
from fairplaces.problem import Problem
from fairplaces.types import Row
from fairplaces.watch import Watch

_BINDS = 1e-6
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Binding:
    """A row that keeps a chance down; worth: what one more unit of its bound would add to it."""

    row: Row
    is_floor: bool
    worth: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """chance: exact; alike: people with the same chance for the same reasons; average: places
    over applicants; binding: the dearest rules first; forbidden_by: rows that leave no panel."""

    person: str
    chance: Fraction
    tickets: int
    alike: int
    average: Fraction
    binding: tuple[Binding, ...]
    forbidden_by: tuple[Row, ...]
    reason: str
    is_must: bool
    is_selected: bool | None
    is_team_decided: bool = False

    def messages(self, problem: Problem) -> tuple[Message, ...]:
        """The explanation as message codes and their details, in the order of telling."""
        said: list[Message] = []
        if self.is_selected is not None and not self.reason:
            said.append(Message("explain.selected" if self.is_selected else "explain.not_selected"))
        if self.reason:
            code = "explain.must" if self.is_must else "explain.must_not"
            return (Message(code, {"reason": self.reason}),)
        if self.is_team_decided:
            # The reason is about a team mate, and theirs to tell.
            return (Message("explain.team_must" if self.is_must else "explain.team_must_not"),)
        if self.forbidden_by:
            rules = tuple(row_message(problem, row) for row in self.forbidden_by)
            return (*said, Message("explain.outside", {"rules": rules}))
        share = {
            "percent": percent(self.chance),
            "numerator": round(self.chance * self.tickets),
            "denominator": self.tickets,
        }
        said += [
            Message("explain.chance", share),
            Message("explain.average", {"percent": percent(self.average)}),
            Message("explain.alike", {"count": self.alike}),
        ]
        return (*said, *self.binding_messages(problem))

    def binding_messages(self, problem: Problem) -> tuple[Message, ...]:
        """The rules that keep the chance down, the dearest first."""
        return tuple(_binds(problem, binding) for binding in self.binding)

    def text(self, problem: Problem, language: str = "en") -> str:
        """The explanation as sentences, for the person it is about."""
        return " ".join(message.text(language) for message in self.messages(problem))


def explain_chance(
    allocation: Allocation, person: str, selected: Collection[str] | None = None
) -> Explanation:
    """The explanation of one person's chance. Raises `KeyError` for somebody unknown.

    The rules named are those whose prices settled the person's level in the leximin order; other
    objectives name the rules that bind the worst-off.
    """
    problem, program = allocation.problem, allocation.program
    chance = allocation.chances[person]
    t, unit = next(
        (t, unit) for t, units in enumerate(program.units) for unit in units if person in unit
    )
    must = {decision.person: decision.reason for decision in problem.must}
    must_not = {decision.person: decision.reason for decision in problem.must_not}
    is_must = any(member in must for member in unit)
    is_decided = is_must or any(member in must_not for member in unit)
    reason = must.get(person) or must_not.get(person, "")
    is_outside = t in allocation.outside
    return Explanation(
        person=person,
        chance=chance,
        tickets=allocation.lottery.tickets,
        alike=int(program.count[t] * program.size[t]),
        average=min(Fraction(1), Fraction(problem.most, len(problem.people))),
        binding=() if is_outside else _bindings(allocation, t),
        forbidden_by=causes(program_of(problem), t, Watch()) if is_outside else (),
        reason=reason,
        is_must=is_must,
        is_selected=None if selected is None else person in selected,
        is_team_decided=is_decided and not reason,
    )


def _bindings(allocation: Allocation, t: int) -> tuple[Binding, ...]:
    levels = [level for level in allocation.target.levels if t in level.types]
    if not levels:
        return ()
    found = [
        Binding(row, float(worth) < 0, abs(float(worth)))
        for row, worth in zip(allocation.program.rows, levels[0].worth, strict=False)
        if abs(worth) > _BINDS
    ]
    found.sort(key=lambda binding: -binding.worth)
    return tuple(found[:_NAMED])


def _binds(problem: Problem, binding: Binding) -> Message:
    row = binding.row
    if row.kind == "rule":
        rule = problem.rules[row.index]
        code = "explain.floor_binds" if binding.is_floor else "explain.ceiling_binds"
        bound = rule.floor if binding.is_floor else rule.ceiling
        named = {"question": rule.question, "answer": rule.answer, "bound": bound}
        return Message(code, named)
    if row.kind == "limit":
        return Message("explain.limit_binds", {"most": problem.limits[row.index].most})
    return Message("explain.places_bind" if row.kind == "places" else "explain.whole_binds")


def row_message(problem: Problem, row: Row) -> Message:
    """A rule in a few words: "county: Võru (1–3)"."""
    if row.kind == "rule":
        rule = problem.rules[row.index]
        named = {"question": rule.question, "answer": rule.answer, "floor": rule.floor}
        if rule.ceiling is None:
            return Message("word.open_rule", named)
        return Message("word.rule", {**named, "ceiling": rule.ceiling})
    return Message("word.limit" if row.kind == "limit" else "word.places")


def percent(value: Fraction | float, language: str = "en") -> str:
    """A chance as a percentage with two decimals."""
    return figure(f"{float(value) * 100:.2f}", language)
