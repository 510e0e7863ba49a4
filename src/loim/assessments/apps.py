from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "loim.assessments"
    label = "assessments"
    verbose_name = _("Self-assessments")

    def ready(self) -> None:
        from loim.assessments.personal_data import (
            declare_personal_data,
            register_personal_records,
        )
        from loim.assessments.search_documents import register_search

        declare_personal_data()
        register_personal_records()
        register_search()
