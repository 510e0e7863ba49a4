"""Who opened what and why, what is kept how long, and one person's data. Below /counselling/."""

from django.urls import path

from loim.casework.views.protection import openings

urlpatterns = [
    path("protection/", openings.protection, name="protection"),
    path("protection/openings/new/", openings.new, name="protection-opening-new"),
    path("protection/openings/<int:pk>/", openings.opening, name="protection-opening"),
    path("protection/openings/<int:pk>/end/", openings.end, name="protection-opening-end"),
    path("protection/openings/<int:pk>/seen/", openings.seen, name="protection-opening-seen"),
]
