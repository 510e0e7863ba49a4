"""What the load balancer asks."""

import pytest
from django.db import connection
from django.test import Client


def test_a_living_process_says_so_without_the_database(client: Client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_migrated_database_is_ready(client: Client):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_database_with_migrations_to_come_is_not_ready(client: Client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'events'")

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"migrations to come\n")


def test_a_database_out_of_reach_is_not_ready(client: Client):
    # This test may not use the database, which is as good as having none.
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (503, b"database not reachable\n")


def test_every_answer_carries_the_security_headers(client: Client):
    headers = client.get("/healthz").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
