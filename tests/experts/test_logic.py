"""States and the times of reminders, without a database."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.experts.logic.consent import HOLDS_FOR, REMIND_BEFORE, expiry, reminder_due
from loim.experts.logic.ready_fields import READY_FIELDS
from loim.experts.logic.states import (
    APPROACH,
    FINAL_REQUESTS,
    REFERENCE,
    REQUEST,
    ApproachState,
    ReferenceState,
    RequestState,
    leads_to,
)

GIVEN_AT = datetime(2023, 1, 1, tzinfo=UTC)
END = expiry(GIVEN_AT)


def test_every_state_has_its_line_in_the_table():
    assert set(REFERENCE) == set(ReferenceState)
    assert set(REQUEST) == set(RequestState)
    assert set(APPROACH) == set(ApproachState)


def test_from_every_open_request_an_end_can_be_reached():
    for state in set(RequestState) - FINAL_REQUESTS:
        assert leads_to(REQUEST, state, RequestState.CLOSED)
    assert all(not REQUEST[state] for state in FINAL_REQUESTS)


def test_nobody_is_booked_who_has_not_said_yes():
    before = {state for state in ApproachState if leads_to(APPROACH, state, ApproachState.CHOSEN)}

    assert before == {ApproachState.YES}


def test_an_unknown_state_leads_nowhere():
    assert not leads_to(REQUEST, "nowhere", RequestState.OPEN)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 366 * 24), max_size=20))
def test_whatever_hours_the_job_runs_nobody_gets_a_reminder_twice_or_late(hours):
    reminded, sent = 0, []
    for hour in sorted(hours):
        now = GIVEN_AT + timedelta(hours=hour)
        if days := reminder_due(expires_at=END, reminded=reminded, now=now):
            assert timedelta(0) < END - now <= timedelta(days=days)
            reminded = days
            sent.append(days)

    assert sent == sorted(set(sent), reverse=True)
    assert set(sent) <= set(REMIND_BEFORE)


def test_reminders_go_30_and_7_days_before():
    def due(days_before, reminded):
        now = END - timedelta(days=days_before)
        return reminder_due(expires_at=END, reminded=reminded, now=now)

    assert [due(31, 0), due(30, 0), due(29, 30), due(7, 30), due(6, 7)] == [0, 30, 0, 7, 0]
    assert due(3, 0) == 7  # a worker that stood still: one letter, not two
    assert due(0, 30) == 0
    assert timedelta(days=365) == HOLDS_FOR


def test_crisis_readiness_is_among_the_fields_that_a_platform_begins_with():
    assert READY_FIELDS[0][0] == "crisis-readiness"
    assert len({row[0] for row in READY_FIELDS}) == len(READY_FIELDS)
    assert all(all(row) and len(row) == 5 for row in READY_FIELDS)
