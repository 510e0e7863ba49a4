"""Presence, votes, two writers of one text: without a database."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loim.networks.logic.agenda_lines import placed
from loim.networks.logic.minutes_states import MinutesStep, minutes_after
from loim.networks.logic.minutes_texts import digest_of, merge
from loim.networks.logic.presence import Came, Known, members_there
from loim.networks.logic.task_states import TaskStep, task_after
from loim.networks.logic.votes import Votes, Wrong, counted, what_is_wrong


def test_a_person_is_there_by_their_address_and_an_organisation_by_whoever_it_sent():
    members = [
        Known(1, frozenset({"Mari@example.ee"}), organisation=10),
        Known(2, organisation=10),
        Known(3, frozenset({"jaan@example.ee"}), organisation=10),
        Known(4, organisation=11),
        Known(5),
    ]
    came = Came(frozenset({"mari@EXAMPLE.ee", ""}), frozenset({10}))

    assert members_there(members, came) == {1, 2}


@pytest.mark.parametrize(
    ("outcome", "votes", "present", "is_quorate", "wrong"),
    [
        ("adopted", Votes(5, 2, 1), 8, True, None),
        ("adopted", Votes(5, 2, 2), 8, True, Wrong.TOO_MANY),
        ("adopted", Votes(2, 5, 0), 8, True, Wrong.AGAINST_THE_VOTES),
        ("adopted", Votes(), 8, True, Wrong.NO_VOTES),
        ("rejected", Votes(2, 5, 0), 8, True, None),
        ("adopted", None, 8, True, None),
        ("adopted", Votes(1, 0, 0), 8, False, Wrong.NO_QUORUM),
        ("discussed", None, 0, False, None),
    ],
)
def test_votes_fit_what_is_decided(outcome, votes, present, is_quorate, wrong):
    assert (
        what_is_wrong(outcome=outcome, votes=votes, present=present, is_quorate=is_quorate) == wrong
    )


def test_votes_by_name_add_up():
    assert counted(["for", "against", "for", "abstained"]) == Votes(2, 1, 1)


@given(
    items=st.integers(1, 60),
    start=st.integers(0, 22 * 60),
    length=st.none() | st.integers(1, 600),
)
@settings(max_examples=40)
def test_items_of_an_agenda_follow_each_other_within_the_meeting(items, start, length):
    begins = time(start // 60, start % 60)
    last = None if length is None else min(start + length, 24 * 60 - 1)
    end = None if last is None else time(last // 60, last % 60)

    rows = placed([f"{number}" for number in range(items)], begins, end)

    assert [title for _from, _to, title in rows] == [f"{number}" for number in range(items)]
    assert rows[0][0] == begins
    assert all(one < two for one, two, _title in rows)
    assert all(rows[n][0] <= rows[n + 1][0] for n in range(items - 1))
    assert end is None or all(two <= end for _one, two, _title in rows)


texts = st.sampled_from(["", "a", "b", "a\n", "c"])


@given(was=texts, mine=texts, theirs=texts)
@settings(max_examples=80)
def test_of_two_texts_none_is_lost_in_silence(was, mine, theirs):
    merged = merge(stored={1: theirs}, given={1: mine}, seen={1: digest_of(was)})

    result = merged.changed.get(1, theirs).rstrip()
    if mine.rstrip() != was.rstrip() and 1 not in merged.conflicts:
        assert result == mine.rstrip()
    if theirs.rstrip() != was.rstrip() and 1 not in merged.conflicts:
        assert result == theirs.rstrip()


def test_each_step_leads_only_where_the_table_says():
    assert minutes_after("none", MinutesStep.BEGIN) == "draft"
    assert minutes_after("none", MinutesStep.APPROVE) is None
    assert minutes_after("approved", MinutesStep.WRITE) is None
    assert minutes_after("approved", MinutesStep.ADD) == "approved"
    assert task_after("open", TaskStep.FINISH) == "done"
    assert task_after("done", TaskStep.DROP) is None
    assert task_after("dropped", TaskStep.REOPEN) == "open"
