"""Statistics of enquiries and the county's picture."""

from django.urls import URLPattern, URLResolver, path

from loim.casework.views.statistics import county, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.statistics_page, name="counselling-statistics"),
    path("file/", pages.statistics_file, name="counselling-statistics-file"),
    path("figure/", pages.figure_page, name="counselling-figure"),
    path("county/", county.county_list, name="county-pictures"),
    path("county/<str:county_ehak>/", county.county_page, name="county-picture"),
    path("county/<str:county_ehak>/file/", county.county_file, name="county-picture-file"),
    path("county/<str:county_ehak>/import/", county.county_import, name="county-picture-import"),
]
