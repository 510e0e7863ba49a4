"""Whoever opens a client's record is written down, and nobody takes that back."""

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from loim.casework.actions.protection.viewing import note_view
from loim.casework.gate import opened_for
from loim.casework.models import ClientView
from tests.casework.conftest import Desks
from tests.factories.casework import client


def test_a_view_says_who_when_and_where(desks: Desks, now: datetime) -> None:
    of = client(desks.rakvere)

    with opened_for(desks.anu, now=now):
        note_view(client=of, by=desks.anu, now=now, page="client")

    noted = ClientView.objects.get()
    assert (noted.client, noted.viewer, noted.viewed_at) == (of, desks.anu, now)
    assert (noted.page, noted.organisation) == ("client", desks.rakvere)


@pytest.mark.parametrize(
    "change", ["UPDATE casework_clientview SET page = ''", "DELETE FROM casework_clientview"]
)
def test_the_web_role_can_neither_change_nor_remove_what_was_noted(
    desks: Desks, now: datetime, change: str
) -> None:
    note_view(client=client(desks.rakvere), by=desks.anu, now=now)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        opened_for(desks.anu, now=now),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)
