"""Every address. Estonian has no prefix; the other languages have theirs (/en/, /ru/, /uk/)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from loim.api.urls import v1_urlpatterns
from loim.ideas.urls import proposals_urlpatterns
from loim.portal.health import healthz, readyz
from loim.services.urls.opendata import data_urlpatterns

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/v1/", v1_urlpatterns),
    path("open-data/", include(data_urlpatterns)),
    *i18n_patterns(
        path("", include("loim.portal.urls")),
        path("", include("loim.api.urls")),
        path("", include("loim.people.urls")),
        path("", include("loim.content.urls_of_pages")),
        path("", include("loim.content.urls")),
        path("search/", include("loim.search.urls")),
        path("", include("loim.digests.urls")),
        path("programmes/", include("loim.programmes.urls")),
        path("events/", include("loim.events.urls")),
        path("networks/", include("loim.networks.urls")),
        path("communities/", include("loim.communities.urls")),
        path("assessments/", include("loim.assessments.urls")),
        path("clubs/", include("loim.clubs.urls")),
        path("visits/", include("loim.visits.urls")),
        path("trainings/", include("loim.trainings.urls")),
        path("surveys/", include("loim.surveys.urls")),
        path("counselling/", include("loim.casework.urls")),
        path("ideas/", include("loim.ideas.urls")),
        path("", include(proposals_urlpatterns)),
        path("journeys/", include("loim.services.urls.journeys")),
        path("open-data/", include("loim.services.urls.opendata")),
        path("services/", include("loim.services.urls.services")),
        path("library/", include("loim.library.urls")),
        path("experts/", include("loim.experts.urls")),
        path("demo/", include("loim.demo.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "loim.common.errors.bad_request"
