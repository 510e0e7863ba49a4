"""A form that is sent twice does its work once: each form carries a number, its `submission`."""

from uuid import UUID

from django.db import connection


def one_at_a_time(submission: UUID) -> None:
    """Inside a transaction: the second of two that send the same form in one moment waits until
    the first has committed, and then finds what it made. Forms with other numbers wait for
    nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 8))", [str(submission)])
