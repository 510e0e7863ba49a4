from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "loim.search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from loim.search.facets import register_facets
        from loim.search.personal_data import declare_personal_data

        declare_personal_data()
        register_facets()
        # Tables of modules above are there only when all migrations have run.
        post_migrate.connect(_watch_tables, sender=self, dispatch_uid="search-watch-tables")


def _watch_tables(**_about: Any) -> None:
    from loim.search.actions.watching import watch_tables

    watch_tables()
