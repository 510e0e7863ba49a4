"""Addresses of communities, below /communities/: a file for each room."""

from django.urls import URLPattern, URLResolver

from loim.communities.urls import assets, crisis, overview, pages

urlpatterns: list[URLPattern | URLResolver] = [
    *pages.urlpatterns,
    *assets.urlpatterns,
    *crisis.urlpatterns,
    *overview.urlpatterns,
]
