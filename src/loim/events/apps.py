from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "loim.events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        from loim.events.measures import SOURCES
        from loim.events.new_items import register_new_items
        from loim.events.personal_data import declare_personal_data, register_personal_records
        from loim.events.search_documents import register_search
        from loim.programmes.measures.registry import register

        for source in SOURCES:
            register(source)
        declare_personal_data()
        register_personal_records()
        register_search()
        register_new_items()
