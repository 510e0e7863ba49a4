from django.urls import path

from loim.programmes.views.indicators.manual_entries import (
    manual_entry_evidence,
    manual_entry_new,
    manual_entry_withdraw,
)
from loim.programmes.views.indicators.measure import indicator_measure, indicator_measure_confirm
from loim.programmes.views.indicators.page import indicator
from loim.programmes.views.indicators.rows import indicator_rows, indicator_rows_export

urlpatterns = [
    path("indicators/<int:pk>/", indicator, name="indicator"),
    path("indicators/<int:pk>/rows/", indicator_rows, name="indicator-rows"),
    path(
        "indicators/<int:pk>/rows.<str:file_format>",
        indicator_rows_export,
        name="indicator-rows-export",
    ),
    path("indicators/<int:pk>/measure/", indicator_measure, name="indicator-measure"),
    path(
        "indicators/<int:pk>/measure/confirm/",
        indicator_measure_confirm,
        name="indicator-measure-confirm",
    ),
    path("indicators/<int:pk>/entries/new/", manual_entry_new, name="manual-entry-new"),
    path(
        "indicators/entries/<int:pk>/withdraw/", manual_entry_withdraw, name="manual-entry-withdraw"
    ),
    path(
        "indicators/entries/<int:pk>/evidence/", manual_entry_evidence, name="manual-entry-evidence"
    ),
]
