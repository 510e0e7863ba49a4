"""Why somebody's chance is what it is, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from fairplaces.allocation import Allocation
from fairplaces.coverage import causes
from fairplaces.messages import tell
from fairplaces.problem import Problem
from fairplaces.types import Row, program_of
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

    def text(self, problem: Problem, language: str = "en") -> str:
        """The explanation as sentences, for the person it is about."""
        said: list[str] = []
        if self.is_selected is not None:
            said.append(
                tell("explain.selected" if self.is_selected else "explain.not_selected", language)
            )
        if self.reason:
            code = "explain.must" if self.is_must else "explain.must_not"
            return " ".join([*said, tell(code, language, reason=self.reason)])
        if self.forbidden_by:
            rules = ", ".join(row_text(problem, row, language) for row in self.forbidden_by)
            return " ".join([*said, tell("explain.outside", language, rules=rules)])
        said.append(
            tell(
                "explain.chance",
                language,
                percent=percent(self.chance),
                numerator=round(self.chance * self.tickets),
                denominator=self.tickets,
            )
        )
        said.append(tell("explain.average", language, percent=percent(self.average)))
        said.append(tell("explain.alike", language, count=self.alike))
        said += [_binds(problem, binding, language) for binding in self.binding]
        return " ".join(said)


def explain_chance(
    allocation: Allocation, person: str, selected: Collection[str] | None = None
) -> Explanation:
    """The explanation of one person's chance. Raises `KeyError` for somebody unknown.

    The rules named are those whose prices settled the person's level in the leximin order; other
    objectives name the rules that bind the worst-off.
    """
    problem, program = allocation.problem, allocation.program
    chance = allocation.chances[person]
    t = next(t for t, units in enumerate(program.units) for unit in units if person in unit)
    decided = {d.person: (d.reason, True) for d in problem.must}
    decided |= {d.person: (d.reason, False) for d in problem.must_not}
    reason, is_must = decided.get(person, ("", False))
    is_outside = t in allocation.outside
    return Explanation(
        person=person,
        chance=chance,
        tickets=allocation.lottery.tickets,
        alike=int(program.count[t] * program.size[t]),
        average=Fraction(problem.most, len(problem.people)),
        binding=() if is_outside else _bindings(allocation, t),
        forbidden_by=causes(program_of(problem), t, Watch()) if is_outside else (),
        reason=reason,
        is_must=is_must,
        is_selected=None if selected is None else person in selected,
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


def _binds(problem: Problem, binding: Binding, language: str) -> str:
    row = binding.row
    if row.kind == "rule":
        rule = problem.rules[row.index]
        code = "explain.floor_binds" if binding.is_floor else "explain.ceiling_binds"
        bound = rule.floor if binding.is_floor else rule.ceiling
        return tell(code, language, question=rule.question, answer=rule.answer, bound=bound)
    if row.kind == "limit":
        return tell("explain.limit_binds", language, most=problem.limits[row.index].most)
    return tell("explain.places_bind", language)


def row_text(problem: Problem, row: Row, language: str) -> str:
    """A rule in a few words: "county: Võru"."""
    if row.kind == "rule":
        rule = problem.rules[row.index]
        top = "" if rule.ceiling is None else str(rule.ceiling)
        return f"{rule.question}: {rule.answer} ({rule.floor}–{top})"
    return tell("word.limit" if row.kind == "limit" else "word.places", language)


def percent(value: Fraction | float) -> str:
    """A chance as a percentage with two decimals."""
    return f"{float(value) * 100:.2f}"
