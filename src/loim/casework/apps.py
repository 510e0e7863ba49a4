from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "loim.casework"
    label = "casework"
    verbose_name = _("Counselling")

    def ready(self) -> None:
        from loim.casework.personal_data import declare_personal_data
        from loim.casework.retention_rules import register_retention_rules

        declare_personal_data()
        register_retention_rules()
