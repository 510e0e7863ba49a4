"""Statistics pages: what is shown, by whom, in how many queries, and the same in file and API."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loim.casework.actions.statistics.publishing import publish_due_months
from loim.people.models import Role, User
from tests.casework.conftest import Desks
from tests.factories.figures import enquiries_of_month
from tests.factories.people import membership, user
from tests.factories.services import topic

NOW = datetime(2023, 10, 9, 9, tzinfo=UTC)
PAGE = "/en/counselling/statistics/"
MONTHS = [date(2022, 8, 1), date(2022, 9, 1), date(2022, 10, 1), date(2023, 9, 1)]


@pytest.fixture
def published(desks: Desks) -> Desks:
    """August to October of 2022, and September 2023, when housing doubles in Rakvere."""
    housing, work = topic(slug="housing", name="Eluase"), topic(slug="work", name="Töö")
    school, rare = topic(slug="school", name="Kool"), topic(slug="rare", name="Haruldane")
    for month in MONTHS:
        more = 90 if month == MONTHS[-1] else 40
        enquiries_of_month(
            desks.rakvere, desks.anu, month, {housing: more, work: 60, school: 9, rare: 2}
        )
        enquiries_of_month(desks.tartu, desks.olev, month, {housing: 70, work: 30})
    publish_due_months(now=NOW)
    return desks


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_rise_is_flagged_with_how_sure_it_is(published: Desks) -> None:
    said = signed_in(published.anu).get(PAGE).content.decode()

    assert "What rose in September 2023" in said
    assert "hardly chance" in said
    assert "Expected were about 40, as in 3 months of the same season before." in said
    assert "by=topic&amp;category=housing" in said


def test_the_page_takes_as_many_queries_however_much_there_is(published: Desks) -> None:
    client = signed_in(published.anu)
    client.get(PAGE)

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    one = queries(PAGE)
    assert queries(f"{PAGE}?organisation=all&year=2022&by=municipality") == one
    assert one <= 14


def test_file_page_and_program_say_the_same(published: Desks) -> None:
    client = signed_in(published.anu)
    address = f"organisation={published.rakvere.pk}&year=2023"

    page = client.get(f"{PAGE}?{address}&by=topic").content.decode()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}file/?{address}").content))
    sheet = {row[0]: row[1:] for row in book.worksheets[0].iter_rows(values_only=True)}
    told = Client().get(f"/api/v1/counselling/figures?{address}&by=topic&period=month").json()

    by_program = {(one["category"], one["start_date"]): one["value"] for one in told["items"]}
    assert by_program["rare", "2023-09-01"] is None
    assert sheet["Haruldane"][10] == "hidden"
    assert by_program["housing", "2023-09-01"] == sheet["Eluase"][10] == 90
    assert "Haruldane" in page
    assert "hidden" in page


def test_together_is_the_sum_of_what_each_shows(published: Desks) -> None:
    said = signed_in(published.anu).get(f"{PAGE}?organisation=all&year=2023&by=topic")

    table = said.context["table"]
    housing = next(line for line in table.lines if line.category == "housing")
    september = [column.start for column in table.columns].index(MONTHS[-1])
    assert housing.values[september].number == 160
    rare = next(line for line in table.lines if line.category == "rare")
    assert (rare.values[september].number, rare.values[september].is_at_least) == (None, True)


@pytest.mark.parametrize("role", [Role.MINISTRY_VIEWER, Role.PROGRAMME_MANAGER])
def test_those_who_look_after_programmes_see_all_organisations(
    published: Desks, role: Role
) -> None:
    viewer = user()
    membership(viewer, published.tartu, role)

    said = signed_in(viewer).get(f"{PAGE}?organisation={published.rakvere.pk}").content.decode()

    assert "Rakvere" in said


def test_members_and_visitors_do_not(published: Desks) -> None:
    member = user()
    membership(member, published.tartu, Role.MEMBER)

    assert signed_in(member).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
