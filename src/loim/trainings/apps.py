from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingsConfig(AppConfig):
    name = "loim.trainings"
    label = "trainings"
    verbose_name = _("Training programmes")

    def ready(self) -> None:
        from loim.events.companions import register
        from loim.trainings.cohort_personal_data import (
            declare_cohort_data,
            register_cohort_records,
        )
        from loim.trainings.new_items import register_new_items
        from loim.trainings.personal_data import declare_calls, register_calls
        from loim.trainings.queries.days.companion import training_of_day
        from loim.trainings.search_documents import register_search

        declare_cohort_data()
        register_cohort_records()
        register("trainings-days", training_of_day)
        declare_calls()
        register_calls()
        register_search()
        register_new_items()
