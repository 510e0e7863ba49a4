from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "loim.services"
    label = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        from loim.programmes.measures.registry import register
        from loim.services.catalogue_texts import register_texts
        from loim.services.measures import SOURCE
        from loim.services.personal_data_catalogue import declare_personal_data

        register(SOURCE)
        register_texts()
        declare_personal_data()
