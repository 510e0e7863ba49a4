from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from loim.programmes.logic.forecast import (
    Basis,
    Forecast,
    Standing,
    YearStanding,
    forecast_flow,
    forecast_state,
    standing,
    year_standing,
)

START, END = date(2023, 1, 1), date(2029, 10, 31)
TODAY = date(2024, 12, 31)


class TestFlow:
    def test_what_came_in_two_years_goes_on_at_the_same_rate(self):
        found = forecast_flow(Decimal(20), START, TODAY, END)

        # 20 in 731 days, and 1765 days remain
        assert found == Forecast(Decimal(68), Basis.RATE, Decimal("10.0"))

    def test_a_few_weeks_say_nothing_about_years(self):
        assert forecast_flow(Decimal(3), START, date(2023, 2, 1), END) is None

    def test_nothing_so_far_is_expected_to_stay_nothing(self):
        assert forecast_flow(Decimal(0), START, TODAY, END) == Forecast(
            Decimal(0), Basis.RATE, Decimal("0.0")
        )

    def test_once_the_time_is_over_it_is_what_it_is(self):
        assert forecast_flow(Decimal(41), START, date(2030, 1, 1), END) == Forecast(
            Decimal(41), Basis.LAST
        )

    @given(st.integers(0, 500), st.integers(0, 500), st.integers(100, 2000))
    def test_more_so_far_never_means_less_in_the_end(self, less, more, elapsed):
        today = START + timedelta(days=elapsed)
        low, high = sorted([less, more])

        expected = [forecast_flow(Decimal(n), START, today, END) for n in (low, high)]

        assert expected[0].expected <= expected[1].expected
        assert expected[0].expected >= low


class TestState:
    def test_two_years_are_too_few_for_a_trend_so_it_stays_as_it_is(self):
        points = [(date(2023, 12, 31), Decimal(3)), (date(2024, 12, 31), Decimal(5))]

        assert forecast_state(points, END) == Forecast(Decimal(5), Basis.LAST, points=2)

    def test_three_years_make_a_trend(self):
        points = [(date(2023 + n, 12, 31), Decimal(3 + n)) for n in range(3)]

        found = forecast_state(points, date(2028, 12, 31))

        assert found == Forecast(Decimal(8), Basis.TREND, Decimal("1.0"), 3)

    def test_one_odd_year_does_not_bend_the_trend(self):
        steady = [(date(2023 + n, 12, 31), Decimal(10 + n)) for n in range(6)]
        odd = [(day, Decimal(90) if day.year == 2025 else value) for day, value in steady]

        assert forecast_state(odd, END).expected == forecast_state(steady, END).expected

    def test_it_never_falls_below_zero(self):
        points = [(date(2023 + n, 12, 31), Decimal(6 - 3 * n)) for n in range(3)]

        assert forecast_state(points, END).expected == 0

    def test_without_a_reading_there_is_no_forecast(self):
        assert forecast_state([], END) is None


def _standing(**known):
    known = {"value": Decimal(5), "target": Decimal(7), "begins": START, "today": TODAY} | known
    known.setdefault("forecast", Forecast(Decimal(8), Basis.RATE))
    return standing(**known)


class TestStanding:
    def test_reached_on_track_and_at_risk(self):
        assert _standing(value=Decimal(7)) == Standing.REACHED
        assert _standing() == Standing.ON_TRACK
        assert _standing(forecast=Forecast(Decimal(6), Basis.RATE)) == Standing.AT_RISK

    def test_what_begins_later_has_not_begun_and_is_not_late(self):
        assert _standing(value=Decimal(0), begins=date(2025, 1, 1)) == Standing.NOT_BEGUN
        assert _standing(value=None, begins=date(2025, 1, 1)) == Standing.NOT_BEGUN

    def test_zero_is_a_value_and_nothing_is_no_data(self):
        assert _standing(value=Decimal(0), forecast=Forecast(Decimal(0), Basis.RATE)) == (
            Standing.AT_RISK
        )
        assert _standing(value=None) == Standing.NO_DATA

    def test_a_fresh_beginning_is_too_soon_to_judge(self):
        assert _standing(begins=date(2024, 12, 1)) == Standing.TOO_SOON

    def test_without_a_target_there_is_nothing_to_judge(self):
        assert _standing(target=None) == Standing.NO_TARGET


class TestYear:
    def test_a_target_of_zero_is_reached_by_zero(self):
        found = year_standing(
            value=Decimal(0), target=Decimal(0), starts=START, ends=date(2023, 12, 31), today=TODAY
        )

        assert found == YearStanding.REACHED

    def test_below_its_target_a_year_goes_on_until_it_is_over(self):
        known = {"value": Decimal(1), "target": Decimal(2), "starts": START}

        assert year_standing(**known, ends=TODAY, today=TODAY) == YearStanding.GOES_ON
        assert year_standing(**known, ends=date(2024, 12, 30), today=TODAY) == YearStanding.MISSED
