from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VisitsConfig(AppConfig):
    name = "loim.visits"
    label = "visits"
    verbose_name = _("Field visits")

    def ready(self) -> None:
        from loim.events.companions import register
        from loim.visits.companions import visit_of
        from loim.visits.personal_data import declare_personal_data, register_personal_records
        from loim.visits.search_documents import register_search

        register("visits", visit_of)
        declare_personal_data()
        register_personal_records()
        register_search()
