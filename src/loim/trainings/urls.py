"""Addresses below /trainings/."""

from django.urls import URLPattern, URLResolver

# From the call to the admitted teams.
_CALLS: list[URLPattern | URLResolver] = []

# What follows admission: days, assignments, mentoring, models, certificates, the cohort's page.
_COHORT: list[URLPattern | URLResolver] = []

urlpatterns: list[URLPattern | URLResolver] = [*_CALLS, *_COHORT]
