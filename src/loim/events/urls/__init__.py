"""Addresses of events, below /events/: a file for each room.

No address is matched by two of them, so their order says nothing.
"""

from loim.events.urls import (
    agenda,
    calendar,
    day,
    pages,
    places,
    records,
    registrants,
    registration,
)

urlpatterns = [
    *records.urlpatterns,
    *pages.urlpatterns,
    *registration.urlpatterns,
    *registrants.urlpatterns,
    *day.urlpatterns,
    *agenda.urlpatterns,
    *calendar.urlpatterns,
    *places.urlpatterns,
]
