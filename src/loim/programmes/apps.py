from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "loim.programmes"
    label = "programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        from loim.programmes.measures import by_hand, posts
        from loim.programmes.measures.registry import register
        from loim.programmes.search_documents import register_search

        register(posts.SOURCE)
        register(by_hand.SOURCE)
        register_search()
