"""Addresses of the municipality's view and of published figures."""

from django.urls import path

from loim.communities.views.overview import figures, municipality

urlpatterns = [
    path("overview/", municipality.community_overview, name="community-overview"),
    path("overview/areas/", municipality.community_overview_areas, name="community-overview-areas"),
    path(
        "overview/support/", municipality.community_overview_support,
        name="community-overview-support",
    ),
    path(
        "overview/communities.xlsx", municipality.community_overview_export,
        name="community-overview-export",
    ),
    path("figures/", figures.community_figures, name="community-figures"),
    path("figures/figures.csv", figures.community_figures_file, name="community-figures-file"),
]  # fmt: skip
