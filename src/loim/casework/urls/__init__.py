"""Addresses of counselling, below /counselling/: a file for each room."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
