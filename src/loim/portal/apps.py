from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "loim.portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from loim.portal.desk import letters

        letters.register()
