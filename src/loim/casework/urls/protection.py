"""Who opened what and why, what is kept how long, and one person's data. Below /counselling/."""

from django.urls import path

from loim.casework.views.protection import kept, openings, person

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
    path("protection/clients/<uuid:client>/", person.data, name="client-data"),
    path("protection/clients/<uuid:client>/data.zip", person.copy, name="client-data-copy"),
    path("protection/clients/<uuid:client>/views.pdf", person.views_pdf, name="client-data-views"),
    path("protection/clients/<uuid:client>/erase/", person.erase, name="client-data-erase"),
    # The client's own link; others of its pages are the clients' room's.
    path("own/<str:key>/views/", person.own_views, name="client-own-views"),
]
