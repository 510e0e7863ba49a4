"""Who changed something and on which page: kept beside each row of history."""

from typing import Any

from django.http import HttpRequest
from pghistory import middleware

from loim.config.logs import ANONYMOUS_ADDRESSES, SECRET_LOOKING, SECRETS_IN_ADDRESSES


class HistoryMiddleware(middleware.HistoryMiddleware):
    """A copy of the database must open nobody's link, as little as the log does."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request)
        if ANONYMOUS_ADDRESSES.search(context["url"]):
            context["user"] = None
        url = SECRETS_IN_ADDRESSES.sub(r"\1\2…", context["url"])
        # Links of one's own, and the UUIDs of clients: nothing of the erased may stay there.
        context["url"] = SECRET_LOOKING.sub(r"\1…", url)
        return context
