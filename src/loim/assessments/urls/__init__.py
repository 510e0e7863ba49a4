"""Addresses of questionnaires and self-assessments, below /assessments/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
