from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClubsConfig(AppConfig):
    name = "loim.clubs"
    label = "clubs"
    verbose_name = _("Clubs")

    def ready(self) -> None:
        from loim.clubs.on_event_page import links_of
        from loim.clubs.personal_data import declare_personal_data, register_personal_records
        from loim.clubs.search_documents import register_search
        from loim.events.companions import register

        register("clubs", links_of)
        declare_personal_data()
        register_personal_records()
        register_search()
