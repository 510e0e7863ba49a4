"""Addresses of the calendar, and what other calendars take from it."""

from django.urls import path

from loim.events.views.calendar import calendar_page, feeds

urlpatterns = [
    path("calendar/", calendar_page.calendar_page, name="event-calendar"),
    path("calendar/feed.ics", feeds.calendar_feed, name="calendar-feed"),
    path("<int:pk>.ics", feeds.event_file, name="event-ics"),
]
