"""As the web server's role in plain SQL, over every table: nothing crosses between two cities."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.http import HttpRequest, HttpResponse

from loim.casework.gate import counselling, opened_by_link, opened_for, opened_for_keeping
from loim.casework.models import BreakGlass
from loim.people.models import Role, User
from tests.casework.conftest import Desks
from tests.casework.protection.rows_everywhere import insert, put_rules_aside, tables
from tests.factories.people import membership, organisation, user

# Numbers, suppressed before they are written: anyone reads them, the keeper's job writes them.
# How many enquiries a city had in a month is written by a trigger alone (decision 23).
PUBLISHED = {
    "casework_publication", "casework_figure", "casework_peoplefigure", "casework_enquirymonth",
}  # fmt: skip
# Written by a city about its own published numbers, to be read by others.
SHARED = {
    "casework_countypicture", "casework_countyfigure", "casework_proposalevidence",
    "casework_watch", "casework_watchhistory",
}  # fmt: skip


@pytest.fixture
def filled(desks: Desks) -> Desks:
    """One row of each city in every table."""
    put_rules_aside()
    with connection.cursor() as cursor:
        both = (desks.rakvere.pk, desks.tartu.pk)
        cursor.execute("; ".join(insert(table, key) for table in tables() for key in both))
    return desks


def guarded() -> list[str]:
    return [table for table in tables() if table not in (PUBLISHED | SHARED)]


def writable() -> list[str]:
    return [table for table in tables() if table not in PUBLISHED]


def seen_of(wanted: list[str]) -> dict[str, list[int]]:
    """Of each table whose rows can be read, of which organisations they are."""
    asked = " UNION ALL ".join(
        f"SELECT '{table}', array_agg(organisation_id ORDER BY organisation_id) FROM {table}"
        for table in wanted
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return {table: keys for table, keys in cursor.fetchall() if keys}


def rows_changed(statement: str) -> int:
    """None that the role may not even ask for counts as none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.rowcount
    except ProgrammingError as refused:
        if "permission denied" not in str(refused):
            raise
        return 0


def test_there_is_something_to_leak_in_every_table(filled: Desks, now: datetime) -> None:
    assert len(tables()) > 15
    both = sorted([filled.rakvere.pk, filled.tartu.pk])

    with opened_for_keeping(now=now):
        assert seen_of(guarded()) == dict.fromkeys(guarded(), both)


def test_a_counsellor_reads_the_own_city_and_no_other(filled: Desks, now: datetime) -> None:
    with opened_for(filled.anu, now=now):
        seen = seen_of(guarded())

    assert seen == {table: [filled.rakvere.pk] for table in guarded()}


def test_a_counsellor_changes_nothing_of_another_city(filled: Desks, now: datetime) -> None:
    theirs = f"WHERE organisation_id = {filled.tartu.pk}"
    changed = {}
    with opened_for(filled.anu, now=now):
        for table in writable():
            set_column = "key_hash = ''" if table == "casework_tombstone" else "organisation_id = 0"
            changed[table] = (
                rows_changed(f"UPDATE {table} SET {set_column} {theirs}"),
                rows_changed(f"DELETE FROM {table} {theirs}"),
            )

    assert changed == dict.fromkeys(writable(), (0, 0))


def test_a_counsellor_moves_no_row_to_another_city_and_writes_none_there(
    filled: Desks, now: datetime
) -> None:
    statements = [
        statement
        for table in writable()
        for statement in (
            insert(table, filled.tartu.pk),
            f"UPDATE {table} SET organisation_id = {filled.tartu.pk}",
        )
    ]
    with opened_for(filled.anu, now=now):
        assert [statement for statement in statements if not is_refused(statement)] == []


def test_published_numbers_are_written_by_no_counsellor(filled: Desks, now: datetime) -> None:
    for table in sorted(PUBLISHED):
        for statement in (insert(table, filled.rakvere.pk), f"DELETE FROM {table}"):
            with opened_for(filled.anu, now=now):
                try:
                    changed = rows_changed(statement)
                except ProgrammingError as refused:
                    changed = 0 if "row-level security" in str(refused) else -1
            assert changed == 0, statement


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            return statement.startswith("UPDATE") and cursor.rowcount == 0
    except ProgrammingError as refused:
        return bool(re.search("row-level security|permission denied", str(refused)))


@pytest.fixture
def others(filled: Desks) -> dict[str, User]:
    """Everybody who has a role somewhere, but counsels nowhere."""
    association, ministry = organisation(kind="association"), organisation(kind="ministry")
    made: dict[str, User] = {}
    for name, where, role in (
        ("coordinator of the city", filled.rakvere, Role.COORDINATOR),
        ("member of the city", filled.rakvere, Role.MEMBER),
        ("administrator of the city", filled.rakvere, Role.ADMINISTRATOR),
        ("manager of the association", association, Role.PROGRAMME_MANAGER),
        ("ministry's viewer", ministry, Role.MINISTRY_VIEWER),
        ("ministry's approver", ministry, Role.MINISTRY_APPROVER),
    ):
        made[name] = user()
        membership(made[name], where, role)
    made["platform administrator"] = user(is_administrator=True)
    made["nobody"] = User(pk=0)
    return made


# Who may break the glass sees that others did.
_ANYONE_REVIEWS = {"casework_breakglass"}


def test_who_does_not_counsel_sees_no_row_of_any_city(
    filled: Desks, others: dict[str, User], now: datetime
) -> None:
    seen = {}
    for name, person in others.items():
        with opened_for(person, now=now):
            seen |= {
                (name, table): found
                for table, found in seen_of(guarded()).items()
                if table not in _ANYONE_REVIEWS
            }

    assert seen == {}


@contextmanager
def outside(now: datetime) -> Iterator[None]:
    """The web role without any gate."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE loim_web")
        yield
        cursor.execute("RESET ROLE")


@contextmanager
def by_a_link_of_nothing(now: datetime) -> Iterator[None]:
    with opened_by_link("0" * 64, now=now):
        yield


@pytest.mark.parametrize("door", [outside, by_a_link_of_nothing])
def test_without_an_account_nothing_is_seen(
    filled: Desks, now: datetime, door: Callable[[datetime], Any]
) -> None:
    with door(now):
        assert seen_of(guarded()) == {}


def test_with_the_policies_off_every_table_leaks(filled: Desks, now: datetime) -> None:
    """What the tests above see is the policies' doing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "; ".join(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables())
        )

    with opened_for(filled.anu, now=now):
        leaks = [table for table, keys in seen_of(guarded()).items() if filled.tartu.pk in keys]

    assert sorted(leaks) == guarded()


def test_each_table_can_be_read_when_the_glass_is_broken_and_of_that_city_alone(
    filled: Desks, others: dict[str, User], now: datetime
) -> None:
    BreakGlass.objects.all().delete()
    person = others["administrator of the city"]
    BreakGlass.objects.create(
        organisation=filled.rakvere,
        is_whole=True,
        person=person,
        reason="The client complained and asked for an answer.",
        opened_at=now,
        expires_at=now + timedelta(hours=1),
    )

    with opened_for(person, now=now):
        seen = seen_of(guarded())

    assert seen == {table: [filled.rakvere.pk] for table in guarded()}


def test_a_view_without_any_filter_leaks_nothing(filled: Desks, now: datetime, rf: Any) -> None:
    """As somebody might write it in a hurry."""

    @counselling
    def everything(request: HttpRequest) -> HttpResponse:
        return HttpResponse(
            ",".join(
                str(key)
                for model in apps.get_app_config("casework").get_models()
                if model._meta.db_table not in (PUBLISHED | SHARED)
                for key in model._base_manager.values_list("organisation_id", flat=True)
            )
        )

    request = rf.get("/")
    request.user = filled.anu
    answer = everything(request)

    assert set(answer.content.decode().split(",")) == {str(filled.rakvere.pk)}
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_owner_who_is_no_superuser_is_bound_as_well(filled: Desks, now: datetime) -> None:
    """Migrations run as an ordinary owner in production: FORCE holds for it, and the gate opens
    for it what it opens for the web server."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain_owner NOSUPERUSER NOBYPASSRLS NOINHERIT")
        cursor.execute("GRANT loim_web, loim_keeper TO plain_owner")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO plain_owner")
        cursor.execute("GRANT CREATE ON SCHEMA public TO plain_owner")
        cursor.execute("; ".join(f"ALTER TABLE {table} OWNER TO plain_owner" for table in tables()))
        cursor.execute("SET LOCAL ROLE plain_owner")
        # It may ask whether the glass was broken, for the policies, and nothing else.
        assert set(seen_of(guarded())) <= {"casework_breakglass"}
        cursor.execute("RESET ROLE")
    with opened_for(filled.anu, now=now):
        seen = seen_of(guarded())

    assert seen == {table: [filled.rakvere.pk] for table in guarded()}
