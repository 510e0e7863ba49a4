"""Addresses below /services/."""

from django.urls import URLPattern, URLResolver, path

from loim.services.views.catalogue import keeping, parts, places, reading, steps
from loim.services.views.opendata import importing

Addresses = list[URLPattern | URLResolver]

_reading: Addresses = [
    path("", reading.service_list, name="service-list"),
    path("<int:pk>/", reading.service_page_view, name="service"),
]
_keeping: Addresses = [
    path("mine/", keeping.service_mine, name="service-mine"),
    path("new/", keeping.service_new, name="service-new"),
    path("confirmations/", steps.confirmations, name="service-confirmations"),
    path("<int:pk>/keep/", keeping.service_desk, name="service-desk"),
    path("<int:pk>/edit/", keeping.service_edit, name="service-edit"),
    path("<int:pk>/words/", keeping.service_words, name="service-words"),
    path("<int:pk>/mirror/", keeping.service_mirror, name="service-mirror"),
    path("<int:pk>/step/", steps.service_step, name="service-step"),
    path("<int:pk>/close/", steps.service_close, name="service-close"),
    path("<int:pk>/alert/", steps.service_alert, name="service-alert"),
    path("alerts/<int:pk>/end/", steps.alert_end, name="service-alert-end"),
]
_parts: Addresses = [
    path("<int:pk>/channel/<int:part>/hours/", places.channel_hours, name="service-channel-hours"),
    path(
        "<int:pk>/channel/<int:part>/hours/<int:exception>/remove/",
        places.channel_exception_remove,
        name="service-channel-exception-remove",
    ),
    path("<int:pk>/<slug:kind>/new/", parts.service_part_new, name="service-part-new"),
    path("<int:pk>/<slug:kind>/<int:part>/", parts.service_part, name="service-part"),
    path(
        "<int:pk>/<slug:kind>/<int:part>/remove/",
        parts.service_part_remove,
        name="service-part-remove",
    ),
]
_importing: Addresses = [
    path("import/", importing.service_import, name="service-import"),
    path(
        "import/<int:pk>/confirm/", importing.service_import_confirm, name="service-import-confirm"
    ),
]
_places: Addresses = [
    path("places/", places.place_list, name="service-place-list"),
    path("places/new/", places.place_new, name="service-place-new"),
    path("places/<int:pk>/", places.place_edit, name="service-place"),
    path("places/<int:pk>/hours/", places.place_hours, name="service-place-hours"),
    path(
        "places/<int:pk>/hours/<int:part>/remove/",
        places.place_exception_remove,
        name="service-place-exception-remove",
    ),
    path("places/<int:pk>/alert/", steps.place_alert, name="service-place-alert"),
]

urlpatterns: Addresses = [*_reading, *_keeping, *_importing, *_parts, *_places]
