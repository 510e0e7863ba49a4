"""Addresses of the register of associations, and of what they need."""

from django.urls import path

from loim.networks.views.register import importing, keeping, needs, own, public

urlpatterns = [
    path("", public.association_list, name="association-list"),
    path("print/", public.association_print, name="association-print"),
    path("export.<str:file_format>", public.association_export, name="association-export"),
    path("desk/", keeping.association_desk, name="association-desk"),
    path("new/", keeping.association_new, name="association-new"),
    path("import/", importing.association_import, name="association-import"),
    path("import/template.<str:file_format>", importing.association_import_template,
         name="association-import-template"),
    path("struck-off/", importing.association_states, name="association-states"),
    path("own/<str:key>/", own.association_own, name="association-own"),
    path("needs/", needs.need_list, name="need-list"),
    path("needs/new/", needs.need_new, name="need-new"),
    path("needs/<int:pk>/", needs.need_page, name="need"),
    path("needs/<int:pk>/propose/", needs.need_propose, name="need-propose"),
    path("<int:pk>/", public.association_page, name="association"),
    path("<int:pk>/edit/", keeping.association_edit, name="association-edit"),
    path("<int:pk>/confirming/", keeping.association_confirming, name="association-confirming"),
    path("<int:pk>/end/", keeping.association_end, name="association-end"),
    path("<int:pk>/restore/", keeping.association_restore, name="association-restore"),
]  # fmt: skip
