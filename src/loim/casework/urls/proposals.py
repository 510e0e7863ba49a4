"""Proposals that stand on figures of counselling."""

from django.urls import URLPattern, URLResolver, path

from loim.casework.views.proposals import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.proposal_list, name="counselling-proposals"),
    path("new/", pages.proposal_new, name="counselling-proposal-new"),
    path("<int:pk>/", pages.proposal_page, name="counselling-proposal"),
    path("<int:pk>/change/", pages.proposal_change, name="counselling-proposal-change"),
]
