"""Any sequence of edits, small edits, translations, confirmations and withdrawals in four languages
leaves each text in the state that the rule demands: of the rule by thousands, and of the actions."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.common.refusals import Refusal
from loim.content.actions.comparing import confirm_unchanged
from loim.content.actions.writing import publish, save_draft, withdraw
from loim.content.logic.staleness import Base, LatestText, may_be_based_on, stale_languages
from loim.content.models import Text, TextState
from loim.people.models import User
from tests.content.histories import LANGUAGES, SOURCE, Step, is_allowed, oracle
from tests.factories import content as make
from tests.world import World

LANGUAGE = st.sampled_from(LANGUAGES)
STEP = st.one_of(
    st.builds(Step, st.just("publish"), LANGUAGE, LANGUAGE),
    st.builds(Step, st.sampled_from(["minor", "confirm", "withdraw"]), LANGUAGE),
    st.builds(Step, st.just("publish"), st.just(SOURCE), st.just("")),
)
# Most begin with everything published, else the chains that matter are seldom met.
BEGINNINGS = st.sampled_from(
    [
        (),
        tuple(Step("publish", language, SOURCE) for language in LANGUAGES),
        (Step("publish", "et"), Step("publish", "ru", "et"), Step("publish", "uk", "ru"),
         Step("publish", "en", "uk")),
        (Step("publish", "et"), Step("publish", "en", "et"), Step("publish", "ru", "en"),
         Step("publish", "uk", "en")),
    ]
)  # fmt: skip
HISTORIES = st.builds(
    lambda beginning, steps: [*beginning, *steps], BEGINNINGS, st.lists(STEP, max_size=12)
)


class ByTheRule:
    """The logic alone, fed as the actions feed it."""

    def __init__(self) -> None:
        self.number: Counter[str] = Counter()
        self.major: Counter[str] = Counter()
        self.base: dict[str, Base] = {}
        self.withdrawn: set[str] = set()

    def texts(self) -> dict[str, LatestText]:
        return {
            language: LatestText(
                self.major[language], self.base.get(language), language in self.withdrawn
            )
            for language in self.number
        }

    def take(self, step: Step) -> bool:
        language = step.language
        is_shown = language in self.number and language not in self.withdrawn
        if step.what == "withdraw":
            if is_shown:
                self.withdrawn.add(language)
            return is_shown
        if step.what == "confirm":
            of = self.base.get(language)
            if not is_shown or of is None or of.language in self.withdrawn:
                return False
            self.base[language] = Base(of.language, self.number[of.language])
            return True
        return self._publish(step, language)

    def _publish(self, step: Step, language: str) -> bool:
        if step.what == "minor" and language not in self.number:
            return False
        if step.what == "publish" and language != SOURCE:
            if step.base not in self.number or step.base in self.withdrawn:
                return False
            if not may_be_based_on(language, step.base, SOURCE, self.texts()):
                return False
            self.base[language] = Base(step.base, self.number[step.base])
        self.number[language] += 1
        if step.what == "publish":
            self.major[language] = self.number[language]
        self.withdrawn.discard(language)
        return True

    def standing(self) -> dict[str, str]:
        stale = stale_languages(SOURCE, self.texts())
        return {
            language: "missing"
            if language not in self.number or language in self.withdrawn
            else "stale" if language in stale else "current"
            for language in LANGUAGES
        }  # fmt: skip


def goes_as_the_oracle_says(steps: Sequence[Step]) -> int:
    """After every step; gives how many languages were stale at the end."""
    history: list[Step] = []
    rule = ByTheRule()
    for step in steps:
        allowed = is_allowed(history, step)
        assert rule.take(step) == allowed, (history, step)
        if allowed:
            history.append(step)
            assert rule.standing() == oracle(history), history
    return sum(state == "stale" for state in oracle(history).values())


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(HISTORIES)
def test_the_rule_gives_what_the_history_demands(steps: Sequence[Step]) -> None:
    goes_as_the_oracle_says(steps)


def test_the_rule_gives_what_thousands_of_histories_demand() -> None:
    """Longer ones, made by chance alone; many of them end with something stale."""
    chance = Random(20231002)
    whats = ["publish", "publish", "publish", "minor", "confirm", "withdraw"]
    stale = [
        goes_as_the_oracle_says(
            [
                Step("publish", "et"),
                *(
                    Step(chance.choice(whats), chance.choice(LANGUAGES), chance.choice(LANGUAGES))
                    for _ in range(20)
                ),
            ]
        )
        for _ in range(10_000)
    ]
    ends = Counter(stale)
    assert min(ends[number] for number in (0, 1, 2)) > 200, ends


def test_a_rule_that_forgets_the_chain_would_be_found() -> None:
    """The negative control: what holds for direct translations only differs from the oracle."""
    history = [Step("publish", "et"), Step("publish", "ru", "et"), Step("publish", "uk", "ru"),
               Step("publish", "et")]  # fmt: skip
    rule = ByTheRule()
    assert all(rule.take(step) for step in history)
    direct = {
        language: text
        for language, text in rule.texts().items()
        if text.base is None or text.base.language == SOURCE
    }
    assert oracle(history)["uk"] == "stale"
    assert stale_languages(SOURCE, rule.texts()) == {"ru", "uk"}
    assert stale_languages(SOURCE, direct) == {"ru"}


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(steps=HISTORIES)
def test_the_actions_give_what_the_history_demands(
    world: World, now: datetime, steps: Sequence[Step]
) -> None:
    text = make.text(world.rakvere, world.coordinator, now)
    history: list[Step] = []
    for number, step in enumerate(steps):
        allowed = is_allowed(history, step)
        assert _taken(text, step, number, world.coordinator, now) == allowed, (history, step)
        if allowed:
            history.append(step)
    assert dict(text.states.values_list("language", "state")) == oracle(history), history


def _taken(text: Text, step: Step, number: int, by: User, now: datetime) -> bool:
    """Whether the actions let it; a refused one leaves no draft behind for the next."""
    states = {state.language: state for state in text.states.select_related("current", "base")}
    state = states[step.language]
    try:
        if step.what == "withdraw":
            withdraw(text=text, language=step.language, by=by, now=now)
        elif step.what == "confirm":
            _confirm(text, states, step.language, by, now)
        elif step.what == "minor" and not (state.current or state.is_withdrawn):
            return False  # it would be the first one, and that is never small
        else:
            base = states[step.base].current if step.base else None
            if step.what == "publish" and step.language != SOURCE and base is None:
                return False
            save_draft(
                text=text, language=step.language, fields={"title": f"Tekst {number}"},
                seen_revision=None, base=base, by=by, now=now,
            )  # fmt: skip
            publish(
                text=text, language=step.language, is_minor=step.what == "minor", by=by, now=now
            )
    except Refusal:
        return False
    return True


def _confirm(
    text: Text, states: dict[str, TextState], language: str, by: User, now: datetime
) -> None:
    base = states[language].base
    shown = (base and states[base.language].current) or text.versions.order_by("pk").first()
    assert shown is not None
    confirm_unchanged(text=text, language=language, compared_with=shown, by=by, now=now)
