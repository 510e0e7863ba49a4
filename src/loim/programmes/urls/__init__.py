from django.urls import include, path

urlpatterns = [
    path("", include("loim.programmes.urls.plans")),
    path("", include("loim.programmes.urls.indicators")),
    path("", include("loim.programmes.urls.agreements")),
    path("", include("loim.programmes.urls.reports")),
]
