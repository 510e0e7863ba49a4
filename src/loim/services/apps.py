from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "loim.services"
    label = "services"
    verbose_name = _("Services")

    def ready(self) -> None:
        from loim.programmes.measures.registry import register
        from loim.services.measures import SOURCE

        register(SOURCE)
