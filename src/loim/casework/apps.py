from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseworkConfig(AppConfig):
    name = "loim.casework"
    label = "casework"
    verbose_name = _("Counselling")

    def ready(self) -> None:
        from loim.casework.personal_data import declare_personal_data

        declare_personal_data()
