"""Addresses of places: how they stand, who decides about them, by which rules, and the draw."""

from django.urls import path

from loim.events.views.places import decide, draw, live
from loim.events.views.places import rules as place_rules

urlpatterns = [
    path("<int:pk>/places/", live.places_page, name="event-places"),
    path("<int:pk>/places/now/", live.places_live, name="event-places-live"),
    path("<int:pk>/places/rules/", place_rules.rules_page, name="event-place-rules"),
    path("<int:pk>/places/applications/", decide.applications_page, name="event-applications"),
    path("<int:pk>/places/<int:participant>/", decide.decide_page, name="event-place"),
    path("<int:pk>/draw/", draw.draw_page, name="event-draw"),
    path("<int:pk>/draw/progress/", draw.draw_progress, name="event-draw-progress"),
    path("<int:pk>/draw/record.json", draw.draw_record, name="event-draw-record"),
]
