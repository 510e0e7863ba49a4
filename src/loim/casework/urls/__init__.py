"""Addresses of counselling, below /counselling/: a file for each room."""

from django.urls import URLPattern, URLResolver, include, path

from loim.casework.urls import (
    appointments,
    clients,
    enquiries,
    proposals,
    protection,
    referrals,
    registry,
    statistics,
)
from loim.casework.views import desk, overview
from loim.casework.views.enquiries.away import worker

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="counselling"),
    path("desk/", desk.choose_desk, name="counselling-desk"),
    path("worker.js", worker, name="counselling-worker"),
    path("enquiries/", include(enquiries)),
    path("statistics/", include(statistics)),
    path("proposals/", include(proposals)),
    path("", include(protection)),
    path("", include(appointments)),
    path("", include(referrals)),
    path("", include(clients)),
    path("", include(registry)),
]
