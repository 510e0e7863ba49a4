"""Addresses of networks themselves: their list, their pages."""

from django.urls import path

from loim.networks.views import networks as views

urlpatterns = [
    path("", views.network_list, name="network-list"),
    path("export.<str:file_format>", views.export_networks, name="network-export"),
    path("new/", views.network_new, name="network-new"),
    path("<int:pk>/", views.network_page, name="network"),
    path("<int:pk>/edit/", views.network_edit, name="network-edit"),
    path("<int:pk>/end/", views.network_end, name="network-end"),
]
