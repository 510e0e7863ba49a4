"""Addresses below /ideas/: a block for each room."""

from django.urls import URLPattern, URLResolver, path

from loim.ideas.views.ideas import own

_ideas = [
    path("own/<str:key>/", own.own_idea, name="idea-own"),
]

urlpatterns: list[URLPattern | URLResolver] = [*_ideas]
