"""Addresses of open data: those of programs without a language, the pages of people with theirs."""

from django.urls import path

from loim.services.views.opendata import cpsv_ap, hsds, pages

data_urlpatterns = [
    path("hsds/", hsds.root, name="hsds"),
    path("hsds/services", hsds.service_list, name="hsds-services"),
    path("hsds/services/<uuid:key>", hsds.service, name="hsds-service"),
    path("hsds/organizations", hsds.organization_list, name="hsds-organizations"),
    path("hsds/organizations/<uuid:key>", hsds.organization, name="hsds-organization"),
    path(
        "hsds/service_at_locations", hsds.service_at_location_list, name="hsds-service-at-locations"
    ),
    path(
        "hsds/service_at_locations/<uuid:key>",
        hsds.service_at_location,
        name="hsds-service-at-location",
    ),
    path("hsds/services.json", hsds.catalogue_json, name="hsds-catalogue"),
    path("hsds/services.zip", hsds.catalogue_zip, name="hsds-catalogue-zip"),
    path("cpsv-ap", cpsv_ap.catalogue, name="cpsv-ap"),
    path("cpsv-ap.<str:form>", cpsv_ap.catalogue, name="cpsv-ap-file"),
    path("cpsv-ap/services/<uuid:key>", cpsv_ap.service, name="cpsv-ap-service"),
]
urlpatterns = [path("", pages.open_data_page, name="open-data")]
