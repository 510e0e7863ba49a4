"""Who chooses waits for those who count, and one person's votes for each other."""

from django.db import connection

BY_PARTICIPANT, BY_ACCOUNT, OF_FORUM = 7311, 7312, 7313  # spaces of the advisory locks


def take_turn_of_voter(space: int, voter: int) -> None:
    """Until the commit nobody else votes in this person's name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, voter])


def choose_before_counting(forum: int) -> None:
    """Many choose beside each other, and whoever counts waits for them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [OF_FORUM, forum])


def count_alone(forum: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [OF_FORUM, forum])
