"""Addresses of applied journeys, below /journeys/."""

from django.urls import path

from loim.services import views

urlpatterns = [
    path("", views.journey_list, name="journey-list"),
    path("new/", views.journey_new, name="journey-new"),
    path("<int:pk>/", views.journey_page, name="journey"),
    path("<int:pk>/edit/", views.journey_edit, name="journey-edit"),
    path("<int:pk>/end/", views.journey_end, name="journey-end"),
    path("<int:pk>/document/", views.journey_document, name="journey-document"),
]
