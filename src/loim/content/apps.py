from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "loim.content"
    label = "content"
    verbose_name = _("Texts, pages and news")

    def ready(self) -> None:
        from loim.content.links import register_source
        from loim.content.new_items import register_new_items
        from loim.content.ordered_personal_data import (
            declare_ordered_personal_data,
            register_personal_records,
        )
        from loim.content.own_kinds import register_own_kinds
        from loim.content.personal_data import declare_personal_data
        from loim.content.personal_data_of_pages import declare_personal_data_of_pages
        from loim.content.queries.links.texts import links_of_texts
        from loim.content.search_documents import register_search

        declare_personal_data()
        declare_ordered_personal_data()
        declare_personal_data_of_pages()
        register_own_kinds()
        register_source("texts", links_of_texts)
        register_personal_records()
        register_search()
        register_new_items()
