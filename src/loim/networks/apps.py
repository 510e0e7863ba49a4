from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "loim.networks"
    label = "networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        from loim.networks.measures import SOURCES
        from loim.networks.of_bodies import register_bodies
        from loim.networks.of_joining import register_joining
        from loim.networks.of_meetings import register_meetings
        from loim.networks.of_register import register_associations
        from loim.networks.of_talk import register_talk
        from loim.networks.own_sections import register_own_sections
        from loim.networks.personal_data_core import declare_personal_data
        from loim.networks.personal_exports import register_personal_records
        from loim.networks.search_documents import register_search
        from loim.programmes.measures.registry import register

        for source in SOURCES:
            register(source)
        declare_personal_data()
        register_personal_records()
        register_own_sections()
        register_search()
        register_bodies()
        register_talk()
        register_meetings()
        register_associations()
        register_joining()
