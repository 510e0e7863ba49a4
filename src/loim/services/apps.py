from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "loim.services"
    label = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        from loim.content.links import register_source
        from loim.programmes.measures.registry import register
        from loim.services import (
            journey_texts,
            personal_data_catalogue,
            personal_data_imports,
            personal_data_journeys,
        )
        from loim.services.catalogue_texts import register_texts
        from loim.services.measures import SOURCE
        from loim.services.queries.catalogue.links import links_of_services
        from loim.services.search_documents import register_search

        register(SOURCE)
        register_source("services", links_of_services)
        register_texts()
        journey_texts.register_texts()
        personal_data_catalogue.declare_personal_data()
        personal_data_imports.declare_imports()
        personal_data_journeys.declare_personal_data()
        personal_data_journeys.register_personal_records()
        register_search()
