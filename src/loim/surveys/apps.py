from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "loim.surveys"
    label = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from loim.events.companions import register as register_companion
        from loim.programmes.measures.registry import register
        from loim.surveys.measures import SOURCES
        from loim.surveys.personal_data import declare_personal_data, register_personal_records
        from loim.surveys.queries.companions import links_of_event

        for source in SOURCES:
            register(source)
        register_companion("surveys", links_of_event)
        declare_personal_data()
        register_personal_records()
