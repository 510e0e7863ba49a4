"""Which rule of the database said no."""

import psycopg
from django.db import IntegrityError


def violated_constraint(error: IntegrityError) -> str:
    """The name of the constraint that a write ran into; empty where the database names none."""
    cause = error.__cause__
    if isinstance(cause, psycopg.Error):
        return cause.diag.constraint_name or ""
    return ""
