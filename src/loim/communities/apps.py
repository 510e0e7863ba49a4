from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommunitiesConfig(AppConfig):
    name = "loim.communities"
    label = "communities"
    verbose_name = _("Communities")

    def ready(self) -> None:
        from loim.communities.assessed import register_communities
        from loim.communities.crisis_section import register_crisis_plan
        from loim.communities.own_sections import register_own_sections
        from loim.communities.personal_data import declare_personal_data
        from loim.communities.personal_data_crisis import declare_crisis_data
        from loim.communities.personal_exports import register_personal_records
        from loim.communities.search_documents import register_search

        declare_personal_data()
        declare_crisis_data()
        register_crisis_plan()
        register_communities()
        register_own_sections()
        register_personal_records()
        register_search()
