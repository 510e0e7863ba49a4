"""A draw that was held, under the applicants' own ids: what a program asks for around it.

    problem = problem_of_applicants(applicants, 30, rules)
    held = hold_draw(problem, secret, public)
    held.selected, held.explain(id), held.waiting(), held.replace([id]).held

`held.record` is all that need be kept, beside the secret; `Held.of` brings the rest back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any

from fairplaces.allocation import Allocation
from fairplaces.errors import BadInput, InputProblem
from fairplaces.explain.chances import explain_chance
from fairplaces.messages import Message
from fairplaces.naming import pseudonyms
from fairplaces.record import (
    Standing,
    allocation_of,
    sealed,
    standing_of,
    verify,
)
from fairplaces.record.parts import seed_of
from fairplaces.secret import Secret
from fairplaces.waiting.order import waiting_order
from fairplaces.waiting.replace import Broken, replace_withdrawn


@dataclass(frozen=True)
class Held:
    """record: plain JSON, fit to be published; names: id → pseudonym, to be told to each alone."""

    record: Mapping[str, Any]
    names: Mapping[str, str]

    @classmethod
    def of(cls, record: Mapping[str, Any], ids: Iterable[str], secret: Secret) -> "Held":
        """A draw brought back from its record. ids: everybody who applied.

        Raises `BadRecord`, and `BadInput` where ids or secret are not those of the record.
        """
        verify(record)
        names = pseudonyms(ids, secret.salt)
        known = {person["id"] for person in record["problem"]["people"]}
        strangers = sorted(person for person, name in names.items() if name not in known)
        if strangers or len(names) < len(known):
            details = {"id": strangers[0] if strangers else "?"}
            raise BadInput([InputProblem("input.other_people", "people", details=details)])
        return cls(record, MappingProxyType(dict(names)))

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Pseudonym → id."""
        return {name: person for person, name in self.names.items()}

    @cached_property
    def allocation(self) -> Allocation:
        """The lottery and everybody's chance, under pseudonyms."""
        return allocation_of(self.record)

    @cached_property
    def standing(self) -> Standing:
        """Members, and those who withdrew, under pseudonyms."""
        return standing_of(self.record)

    @property
    def selected(self) -> tuple[str, ...]:
        """Those admitted now, after every replacement; sorted."""
        return self._real(self.standing.members)

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Those who withdrew; sorted."""
        return self._real(self.standing.gone)

    @cached_property
    def chances(self) -> Mapping[str, Fraction]:
        """Everybody's exact chance in the draw."""
        return {self.people[name]: chance for name, chance in self.allocation.chances.items()}

    @property
    def smallest_chance(self) -> Fraction:
        """The smallest chance of those who can be in some panel and are not decided upon."""
        return self.allocation.smallest_chance

    @property
    def bound(self) -> Fraction:
        """What no lottery under these rules can exceed as smallest chance."""
        return self.allocation.bound

    @property
    def is_proven(self) -> bool:
        """Whether the objective was reached; otherwise time ran out and `bound` is honest."""
        return self.allocation.is_proven

    def explain(self, person: str) -> tuple[Message, ...]:
        """Why this person's chance was what it was, and what became of it. Raises `KeyError`."""
        name, now = self.names[person], self.standing
        found = explain_chance(self.allocation, name, set(self.record["result"]["selected"]))
        said = found.messages(self.allocation.problem)
        if name in now.gone:
            return (*said, Message("explain.withdrawn"))
        return (*said, Message("explain.replaced")) if name in now.came else said

    def waiting(self, dropout: Mapping[str, float] | None = None) -> tuple[str, ...]:
        """Those who wait, in the order of being called, from the same seed.

        dropout: how likely members are to withdraw (relative is enough; default: all the same).
        """
        now = self.standing
        risk = None if dropout is None else {self.names[p]: risk for p, risk in dropout.items()}
        order = waiting_order(
            self.allocation.problem, now.members, seed_of(self.record), risk, now.gone
        )
        return tuple(self.people[name] for name in order)

    def replace(
        self, withdrawn: Iterable[str], *, available: Iterable[str] | None = None
    ) -> "Replaced":
        """The draw after these have withdrawn and others were drawn in their place.

        available: only these may be called (None: everybody who waits). Raises `BadInput` for
        somebody who is no member now.
        """
        now, leaving = self.standing, list(withdrawn)
        members = set(now.members)
        strangers = [p for p in leaving if self.names.get(p) not in members]
        if strangers or not leaving:
            raise BadInput(
                InputProblem("input.not_a_member", "withdrawn", details={"id": person})
                for person in strangers or ["?"]
            )
        done = replace_withdrawn(
            self.allocation.problem,
            now.members,
            [self.names[person] for person in leaving],
            seed_of(self.record),
            number=len(self.record["replacements"]),
            gone=now.gone,
            alternates=None if available is None else [self.names[person] for person in available],
        )
        steps = [*self.record["replacements"], done.as_json()]
        return Replaced(
            held=Held(sealed({**self.record, "replacements": steps}), self.names),
            withdrawn=self._real(done.withdrawn),
            admitted=self._real(done.admitted),
            broken=done.broken,
            is_restored=done.is_restored,
            messages=done.messages(),
        )

    def _real(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.people[name] for name in names))


@dataclass(frozen=True)
class Replaced:
    """held: the draw one step further, its record sealed again; who left and who came; broken:
    rules that nobody could restore; messages: the same in words."""

    held: Held
    withdrawn: tuple[str, ...]
    admitted: tuple[str, ...]
    broken: tuple[Broken, ...]
    is_restored: bool
    messages: tuple[Message, ...]
