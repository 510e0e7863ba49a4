"""Enquiries: writing them down, at the desk and on the way, and looking through them."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
