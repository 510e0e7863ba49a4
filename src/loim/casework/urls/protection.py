"""Who opened what and why, what is kept how long, and one person's data. Below /counselling/."""

from django.urls import path

from loim.casework.views.protection import kept, openings

urlpatterns = [
    path("protection/", openings.protection, name="counselling-protection"),
    path("protection/retention/", kept.retention, name="protection-retention"),
    path("protection/erased/", kept.erased, name="protection-erased"),
    path("protection/openings/new/", openings.new, name="protection-opening-new"),
    path("protection/openings/<int:pk>/", openings.opening, name="protection-opening"),
    path("protection/openings/<int:pk>/end/", openings.end, name="protection-opening-end"),
    path("protection/openings/<int:pk>/seen/", openings.seen, name="protection-opening-seen"),
    path(
        "protection/openings/<int:pk>/clients/<uuid:client>/",
        openings.record,
        name="protection-opening-record",
    ),
]
