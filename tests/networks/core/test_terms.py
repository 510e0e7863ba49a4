"""Terms and elections by their rules, and random histories of a seat against the database."""

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.common.constraints import violated_constraint
from loim.networks.logic.elections import NobodyElected, Tie, winner
from loim.networks.logic.member_lines import MemberLine, read_members
from loim.networks.logic.terms import Days, is_free, next_free_day, overlap, term_end
from loim.networks.models import Mandate
from tests.factories import network
from tests.factories.networks import member, seat
from tests.world import World

FIRST = date(2024, 1, 1)
AT = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = st.integers(min_value=0, max_value=40).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def spans(draw: st.DrawFn) -> Days:
    start = draw(DAYS)
    length = draw(st.none() | st.integers(min_value=0, max_value=15))
    return start, None if length is None else start + timedelta(days=length)


def days_of(span: Days) -> set[date]:
    """By brute force, as far as the test's days go."""
    end = span[1] or FIRST + timedelta(days=100)
    return {span[0] + timedelta(days=number) for number in range((end - span[0]).days + 1)}


@given(first=spans(), second=spans())
def test_two_terms_overlap_when_they_share_a_day(first: Days, second: Days) -> None:
    assert overlap(first, second) == bool(days_of(first) & days_of(second))
    assert is_free(first, [second]) == (not overlap(first, second))


@given(held=st.lists(spans(), max_size=5), after=DAYS)
def test_the_next_free_day_is_the_first_that_nobody_holds(held: list[Days], after: date) -> None:
    taken = set().union(*(days_of(span) for span in held))
    free = [after + timedelta(days=n) for n in range(60) if after + timedelta(days=n) not in taken]
    found = next_free_day(after, held)
    assert found == (free[0] if free else None)


@given(start=st.dates(date(2020, 1, 1), date(2040, 1, 1)), months=st.integers(1, 120))
def test_a_term_ends_the_day_before_the_same_day(start: date, months: int) -> None:
    end = term_end(start, months)
    assert end is not None
    after = end + timedelta(days=1)
    assert (after.year - start.year) * 12 + after.month - start.month == months
    assert after.day == min(start.day, calendar.monthrange(after.year, after.month)[1])


@given(start=DAYS, months=st.none() | st.integers(1, 3), limit=st.none() | DAYS)
def test_no_term_is_longer_than_seat_or_membership(
    start: date, months: int | None, limit: date | None
) -> None:
    ends = [end for end in (term_end(start, months), limit) if end is not None]
    assert term_end(start, months, limit) == (min(ends) if ends else None)


@given(votes=st.dictionaries(st.integers(1, 9), st.integers(0, 5), max_size=6))
def test_the_winner_has_more_votes_than_everybody_else(votes: dict[int, int]) -> None:
    best = max(votes.values(), default=0)
    tied = sorted(who for who, number in votes.items() if number == best)
    if best == 0:
        with pytest.raises(NobodyElected):
            winner(votes)
    elif len(tied) == 1:
        assert winner(votes, tie_winner=99) == tied[0]
    else:
        with pytest.raises(Tie) as refused:
            winner(votes, tie_winner=99)  # who had fewer votes cannot win a tie
        assert refused.value.tied == tied
        assert winner(votes, tie_winner=tied[-1]) == tied[-1]


def test_members_are_read_from_what_people_paste() -> None:
    text = (
        "1. Mari Näidis\tmari@example.ee\tEesti Töötukassa\n\n"
        "- Ants Näidis <ants@example.ee>, Tartu LV\n"
        "Narva linn\n"
        "keegi@example.ee"
    )
    assert read_members(text) == [
        MemberLine(1, "Mari Näidis", "mari@example.ee", "Eesti Töötukassa"),
        MemberLine(3, "Ants Näidis", "ants@example.ee", "Tartu LV"),
        MemberLine(4, "Narva linn"),
        MemberLine(5, "", "keegi@example.ee"),
    ]


@pytest.mark.django_db
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    steps=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), spans()), min_size=2, max_size=8)
)
def test_the_database_takes_exactly_the_mandates_that_overlap_nothing(
    world: World, steps: list[tuple[int, int, Days]]
) -> None:
    """Two seats, three people, any days: what the oracle allows is written, the rest refused."""
    with transaction.atomic():
        body = network(world.rakvere, world.activity, start_date=FIRST)
        seats = [seat(body) for _number in range(2)]
        people = [member(body, name=f"Liige {number}") for number in range(3)]
        written: list[tuple[int, int, Days]] = []
        for place, who, days in steps:
            of_seat = [kept for at, _who, kept in written if at == place]
            of_person = [kept for _at, person, kept in written if person == who]
            expected = is_free(days, of_seat) and is_free(days, of_person)
            refused = ""
            try:
                with transaction.atomic():
                    Mandate.objects.create(
                        seat=seats[place],
                        member=people[who],
                        start_date=days[0],
                        end_date=days[1],
                        filled_by="nomination",
                        recorded_at=AT,
                    )
            except IntegrityError as error:
                refused = violated_constraint(error)
            assert refused in {"", "network_seat_has_one_holder", "network_member_has_one_seat"}
            assert expected == (not refused)
            if not refused:
                written.append((place, who, days))
        transaction.set_rollback(True)
