"""Registry services."""

from django.urls import path

from loim.casework.views.registry import processes

_PROCESS = "registry/<uuid:process_id>/"

urlpatterns = [
    path("registry/", processes.registry_list, name="registry-list"),
    path("registry/new/", processes.registry_new, name="registry-new"),
    path("registry/lists/<str:service>/", processes.registry_template, name="registry-template"),
    path(_PROCESS, processes.registry_process, name="registry-process"),
    path(f"{_PROCESS}tick/", processes.registry_tick, name="registry-tick"),
    path(f"{_PROCESS}finish/", processes.registry_finish, name="registry-finish"),
    path(f"{_PROCESS}give-up/", processes.registry_give_up, name="registry-give-up"),
    path(f"{_PROCESS}take-up/", processes.registry_take_up, name="registry-take-up"),
]
