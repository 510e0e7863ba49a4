"""Every address. Estonian has no prefix; the other languages have theirs (/en/, /ru/, /uk/)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from loim.portal.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    *i18n_patterns(
        path("", include("loim.portal.urls")),
        path("", include("loim.people.urls")),
        path("programmes/", include("loim.programmes.urls")),
        path("events/", include("loim.events.urls")),
        path("networks/", include("loim.networks.urls")),
        path("journeys/", include("loim.services.urls")),
        path("demo/", include("loim.demo.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "loim.common.errors.bad_request"
