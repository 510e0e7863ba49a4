from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestsConfig(AppConfig):
    name = "loim.digests"
    label = "digests"
    verbose_name = _("Letters about what is new")

    def ready(self) -> None:
        from loim.digests.personal_data import declare_personal_data, register_personal_records

        declare_personal_data()
        register_personal_records()
