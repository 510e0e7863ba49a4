from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "loim.library"
    label = "library"
    verbose_name = _("Library")

    def ready(self) -> None:
        from loim.library.links import register_links
        from loim.library.measures import DISTRIBUTION_SOURCE, GUIDE_SOURCE
        from loim.library.new_items import register_new_items
        from loim.library.personal_data import declare_personal_data
        from loim.library.personal_exports import register_personal_records
        from loim.library.search_documents import register_search
        from loim.library.texts import register_texts
        from loim.programmes.measures.registry import register

        register(GUIDE_SOURCE)
        register(DISTRIBUTION_SOURCE)
        register_texts()
        register_links()
        register_search()
        declare_personal_data()
        register_personal_records()
        register_new_items()
