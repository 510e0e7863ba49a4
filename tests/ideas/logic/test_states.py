from hypothesis import given
from hypothesis import strategies as st

from loim.ideas.logic.ideas.states import TRANSITIONS, ShownState, leads_to, state_when_sent


def test_every_state_has_its_steps_and_nobody_brings_back_what_an_author_withdrew() -> None:
    assert set(TRANSITIONS) == set(ShownState)
    assert TRANSITIONS[ShownState.WITHDRAWN] == frozenset()


@given(st.sampled_from(ShownState))
def test_an_author_can_always_withdraw(state: ShownState) -> None:
    assert leads_to(state, "withdrawn") == (state != ShownState.WITHDRAWN)


def test_nothing_unconfirmed_is_shown_unless_a_moderator_wrote_it() -> None:
    for is_moderated in (True, False):
        sent = state_when_sent(is_confirmed=False, is_moderated=is_moderated, by_moderator=False)
        assert sent == ShownState.AWAITING
