"""Addresses of communities, below /communities/: a file for each room."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
