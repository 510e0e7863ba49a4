"""The doctor says when row-level security would not hold."""

import pytest
from django.db import connection

from loim.config.commands.doctor import _roles

pytestmark = pytest.mark.django_db


def ailments() -> list[str]:
    return [finding.what for finding in _roles() if not finding.is_good]


def test_as_it_is_made_it_is_well() -> None:
    assert ailments() == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("ALTER ROLE loim_web BYPASSRLS", "the role loim_web is bound by row-level security"),
        ("ALTER TABLE casework_case OWNER TO loim_web", "the role loim_web owns 1 tables"),
        (
            "ALTER TABLE casework_case NO FORCE ROW LEVEL SECURITY",
            "tables of counselling without row-level security: casework_case",
        ),
    ],
)
def test_what_would_leave_rows_open_is_named(harm: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT CREATE ON SCHEMA public TO loim_web")
        cursor.execute(harm)

    assert ailments() == [said]


def test_a_superuser_is_no_account_for_production(settings) -> None:
    settings.MODE = "production"

    assert ailments() == ["the account that connects is a superuser"]
