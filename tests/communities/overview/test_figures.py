"""Published figures: once a month, only of those who agreed, never small, the same for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from loim.communities.actions.overview.publishing import publish_figures
from loim.communities.models import CommunityFigure, CountedCommunity, FiguresMonth, Sharing
from loim.communities.queries.overview.levels import PHASES
from tests.communities.overview.facts import assessed, questionnaires
from tests.factories import communities as make
from tests.factories.people import county, municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(db):
    """Fourteen in one county agree to be counted (six at level 1, eight at level 2), three in
    another; six at level 3 agree to nothing."""
    phases = questionnaires()[PHASES]
    viru = municipality("Viru vald", county=county("Lääne-Viru maakond", "0060"))
    tartu = municipality("Tartu vald", county=county("Tartu maakond", "0079"))
    agreeing = []
    for where, level, number, agrees in (
        (viru, 1, 6, True), (viru, 2, 8, True), (viru, 3, 6, False), (tartu, 2, 3, True),
    ):  # fmt: skip
        for _each in range(number):
            of = make.community(where, is_public=False)
            assessed(of, phases, level)
            if agrees:
                make.shared(of, "counted")
                agreeing.append(of)
    return agreeing


def numbers(month, ehak):
    rows = CommunityFigure.objects.filter(month=month, measure="phase", county=ehak)
    return list(rows.order_by("level").values_list("number", flat=True))


def page(name="community-figures"):
    with translation.override("en"):
        return Client().get(reverse(name)).content.decode()


def test_those_who_agreed_are_counted_once_a_month_and_never_when_few(many, now):
    assert "No figures are published yet" in page()

    month = publish_figures(now=now)

    assert str(month) == "2023-09"
    assert publish_figures(now=now) is None
    assert numbers(month, "0060") == [6, 8, 0]
    assert numbers(month, "0079") == [0, 0, 0]  # three are not counted at all
    said = page()
    assert "Teel" in said
    assert "Näidis" not in said
    assert "Kuusiku küla" not in said
    assert "2023-09;" in page("community-figures-file")


def test_one_who_withdraws_is_out_of_the_next_figures_with_others_and_no_month_tells_whom(
    many, now
):
    first = publish_figures(now=now)
    gone = many[0]
    Sharing.objects.filter(community=gone).update(ended_at=now + timedelta(days=400))

    second = publish_figures(now=now + timedelta(days=31))

    counted = CountedCommunity.objects.filter(month=second, county="0060")
    assert not counted.filter(community=gone).exists()
    assert counted.count() == 9  # four others are out with it
    before, after = numbers(first, "0060"), numbers(second, "0060")
    assert before == [6, 8, 0]
    assert sum(before) - sum(number or 0 for number in after) >= 5
    # One who joins waits until a difference would not tell their level.
    viru = many[0].organisation.municipality
    new = make.community(viru, is_public=False)
    make.shared(new, "counted")
    third = publish_figures(now=now + timedelta(days=62))
    assert numbers(third, "0060") == after
    assert FiguresMonth.objects.count() == 3
