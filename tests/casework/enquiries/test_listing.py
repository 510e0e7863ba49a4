"""Looking through the enquiries of one's organisation, and taking them along."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from loim.casework import vault
from loim.services.models import Topic
from tests.casework.conftest import Desks
from tests.factories.casework import enquiry


@pytest.fixture
def anu(client: Client, desks: Desks) -> Client:
    client.force_login(desks.anu)
    return client


def shown(client: Client, **filters: Any) -> set[int]:
    return {
        one.pk for one in client.get(reverse("enquiry-list"), filters).context["enquiries"].page
    }


def test_the_list_is_of_the_own_organisation_and_filters(
    anu: Client, desks: Desks, housing: Topic, work: Topic
) -> None:
    one = enquiry(desks.rakvere, desks.anu, housing, channel="phone")
    other = enquiry(desks.rakvere, desks.anu, housing, work, language="uk", outcome="case")
    enquiry(desks.tartu, desks.olev, housing)

    assert shown(anu) == {one.pk, other.pk}
    assert shown(anu, topic=work.pk) == {other.pk}
    assert shown(anu, channel="phone") == {one.pk}
    assert shown(anu, language="uk", outcome="case", counsellor=desks.anu.pk) == {other.pk}
    assert shown(anu, since="2023-09-04", until="2023-09-04") == {one.pk, other.pk}
    assert shown(anu, until="2023-09-03") == set()


def test_the_file_holds_what_the_list_shows_and_no_note(
    anu: Client, desks: Desks, housing: Topic
) -> None:
    enquiry(desks.rakvere, desks.anu, housing, sealed_note=vault.seal("Küsis üüri kohta"))
    enquiry(desks.tartu, desks.olev, housing)

    content = anu.get(reverse("enquiry-export")).content

    [sheet] = openpyxl.load_workbook(BytesIO(content)).worksheets
    rows = list(sheet.values)
    assert len(rows) == 2
    assert "Elukoht" in rows[1]
    assert not any("üüri" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    anu: Client, desks: Desks, rows: int, django_assert_num_queries: Any
) -> None:
    for _one in range(rows):
        enquiry(desks.rakvere, desks.anu)
    anu.get(reverse("enquiry-list"))

    with django_assert_num_queries(15):
        anu.get(reverse("enquiry-list"))
