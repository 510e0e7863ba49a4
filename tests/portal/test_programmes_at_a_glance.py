"""Programmes at a glance: what the newest approved plan promised, and how far it is."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from loim.portal.queries import Figure, at_a_glance
from loim.programmes.models import IndicatorValue
from loim.programmes.models.plan import PlanVersion
from tests import factories

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 26, tzinfo=UTC)
TODAY = date(2023, 10, 2)


def approve(version: PlanVersion) -> PlanVersion:
    version.status, version.order_number, version.order_date = "approved", "24", date(2023, 1, 26)
    version.approved_at = AT
    version.save()
    return version


def promise(
    programme,
    year: int = 2023,
    target: int | None = 15,
    approved: bool = True,
    name: str = "Osaluskorrad",
):
    plan = factories.plan(programme, year)
    version = factories.plan_version(plan)
    section = factories.plan_section(version, factories.activity(programme, code=f"3.5.1.{year}"))
    indicator = factories.indicator(programme, name)
    factories.plan_indicator(section, indicator, target=target)
    if approved:
        approve(version)
    return plan, indicator


def keep(indicator, plan, value: int | None) -> None:
    IndicatorValue.objects.create(
        indicator=indicator,
        start_date=plan.start_date,
        end_date=plan.end_date,
        value=value,
        computed_at=AT,
    )


def test_figure_is_the_kept_value_beside_the_target():
    programme = factories.programme()
    plan, indicator = promise(programme, target=15)
    keep(indicator, plan, 12)

    (glance,) = at_a_glance([programme], TODAY)

    assert glance.plan == plan
    assert glance.figures == [Figure(indicator.pk, "Osaluskorrad", "Arv", Decimal(15), Decimal(12))]
    assert glance.figures[0].percent == 80


@pytest.mark.parametrize(
    ("value", "target", "percent", "is_reached"),
    [
        (0, 15, 0, False),
        (15, 15, 100, True),
        (18, 15, 100, True),
        (None, 15, None, False),
        (3, None, None, False),
        (0, 0, None, True),
    ],
)
def test_zero_is_a_value_and_no_data_is_none(value, target, percent, is_reached):
    figure = Figure(1, "", "", *(None if n is None else Decimal(n) for n in (target, value)))

    assert (figure.percent, figure.is_reached) == (percent, is_reached)


def test_page_tells_zero_from_no_data(client):
    programme = factories.programme()
    plan, counted = promise(programme)
    keep(counted, plan, 0)

    zero = client.get("/en/programmes/").content.decode()
    IndicatorValue.objects.all().delete()
    nothing = client.get("/en/programmes/").content.decode()

    assert "no data" not in zero
    assert "no data" in nothing


def test_draft_and_next_years_plan_are_not_shown():
    programme = factories.programme()
    plan, _ = promise(programme, 2023)
    promise(programme, 2024, name="Järgmise aasta näitaja")
    other = factories.programme()
    promise(other, 2023, approved=False, name="Kavandi näitaja")

    first, second = at_a_glance([programme, other], TODAY)

    assert (first.plan, [figure.name for figure in first.figures]) == (plan, ["Osaluskorrad"])
    assert (second.plan, second.figures) == (None, [])


def test_value_of_another_year_is_not_taken_for_this_years():
    programme = factories.programme()
    _, indicator = promise(programme, 2023)
    keep(indicator, factories.plan(programme, 2022), 99)

    (glance,) = at_a_glance([programme], TODAY)

    assert glance.figures[0].value is None


def test_lists_of_programmes_ask_as_much_for_three_as_for_one(client, django_assert_num_queries):
    address = "/programmes/"
    promise(factories.programme())
    with django_assert_num_queries(5):
        client.get(address)
    promise(factories.programme())
    promise(factories.programme())

    with django_assert_num_queries(5):
        response = client.get(address)

    assert len(response.context["glances"]) == 3


def test_long_list_is_paged(client):
    for number in range(11):
        factories.programme(f"Programm {number:02}")

    assert len(client.get("/programmes/").context["glances"]) == 10
    assert len(client.get("/programmes/?page=2").context["glances"]) == 1


def test_empty_platform_says_what_comes_next(client):
    assert "There are no programmes yet." in client.get("/en/programmes/").content.decode()


def test_whoever_takes_part_in_one_programme_goes_straight_to_its_reports(client):
    mine, other = factories.programme(slug="minu"), factories.programme(slug="voora")
    person = factories.user()
    factories.membership(person, mine.implementer, "programme_manager")
    client.force_login(person)

    response = client.get("/en/reports/")

    assert response.status_code == 302
    assert response.url == reverse("reports", args=["minu"])
    assert other.slug not in response.url


def test_list_of_reports_names_own_programmes_only(client):
    mine = [factories.programme("Esimene"), factories.programme("Teine")]
    factories.programme("Võõras programm")
    person = factories.user()
    for programme in mine:
        factories.membership(person, programme.ministry, "ministry_viewer")
    client.force_login(person)

    text = client.get("/en/reports/").content.decode()

    assert "Esimene" in text
    assert "Teine" in text
    assert "Võõras programm" not in text


def test_newcomer_without_a_programme_is_told_whose_reports_these_are(client):
    client.force_login(factories.user())

    text = client.get("/en/reports/").content.decode()

    assert "You do not take part in any programme yet." in text


def test_visitor_is_asked_to_sign_in_before_reports(client):
    response = client.get("/en/reports/")

    assert response.status_code == 302
    assert response.url.startswith("/en/account/login/")


def test_today_is_the_server_day(monkeypatch, client):
    programme = factories.programme()
    promise(programme, 2023)
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2022, 12, 31))

    assert client.get("/programmes/").context["glances"][0].plan is None
