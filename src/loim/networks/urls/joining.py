"""Addresses of joining a network of cities."""

from django.urls import path

from loim.networks.views.joining import processes, steps, templates

urlpatterns = [
    path("network/<int:pk>/", processes.network_joining, name="network-joining"),
    path("network/<int:pk>/new/", processes.joining_new, name="network-joining-new"),
    path("<int:pk>/", processes.joining_page, name="joining"),
    path("<int:pk>/edit/", processes.joining_edit, name="joining-edit"),
    path("<int:pk>/decide/", processes.joining_decide, name="joining-decide"),
    path("<int:pk>/steps/new/", steps.step_new, name="joining-new-step"),
    path("steps/<int:pk>/", steps.step_page, name="joining-step"),
    path("documents/<int:pk>/", steps.document, name="joining-document"),
    path("templates/", templates.template_list, name="joining-templates"),
    path("templates/new/", templates.template_new, name="joining-template-new"),
    path("templates/<int:pk>/", templates.template_edit, name="joining-template"),
]
