from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    name = "loim.ideas"
    label = "ideas"
    verbose_name = _("Ideas")

    def ready(self) -> None:
        from loim.events import companions
        from loim.ideas.companions import forum_of
        from loim.ideas.measures import SOURCES
        from loim.ideas.new_items import register_new_items
        from loim.ideas.personal_data import declare_personal_data, register_personal_records
        from loim.ideas.queries.proposal.of_activity import proposals_part
        from loim.ideas.search_documents import register_search
        from loim.programmes import activity_parts
        from loim.programmes.measures.registry import register

        for source in SOURCES:
            register(source)
        activity_parts.register("proposals", proposals_part)
        companions.register("ideas", forum_of)
        declare_personal_data()
        register_personal_records()
        register_search()
        register_new_items()
