"""Addresses of an event's page: its texts, publishing, copies, series, partners' logos."""

from django.urls import path

from loim.events.views.pages import copying, partner_logos, planning, publishing, series

urlpatterns = [
    path("<int:pk>/page/", planning.edit_page, name="event-page-edit"),
    path("<int:pk>/publish/", publishing.publish, name="event-publish"),
    path("<int:pk>/take-back/", publishing.take_back, name="event-take-back"),
    path("<int:pk>/copy/", copying.copy_event_page, name="event-copy"),
    path("series/", series.series_list, name="series-list"),
    path("series/new/", series.series_new, name="series-new"),
    path("series/<int:pk>/", series.series_page, name="series"),
    path("series/<int:pk>/edit/", series.series_edit, name="series-edit"),
    path("series/<int:pk>/copy/", copying.copy_series_page, name="series-copy"),
    path("series/<int:pk>/remove/", series.series_remove, name="series-remove"),
    path(
        "partner-logos/<str:name>",
        partner_logos.partner_logo,
        name="event-partner-logo",
    ),
]
