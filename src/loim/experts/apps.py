from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExpertsConfig(AppConfig):
    name = "loim.experts"
    label = "experts"
    verbose_name = _("Experts")

    def ready(self) -> None:
        from loim.experts.personal_data import declare_personal_data
        from loim.experts.personal_exports import register_personal_records
        from loim.experts.search_documents import register_search

        declare_personal_data()
        register_personal_records()
        register_search()
