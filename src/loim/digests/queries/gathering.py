"""What is new in every source, asked once for all who read the same language in one county."""

from datetime import datetime, timedelta

from django.utils import translation

from loim.digests.models import Subscription
from loim.digests.sources import Item, Wanted, all_sources

LOOKED_BACK = timedelta(days=14)  # a worker that stood still for a week loses nothing
BEFORE_THE_FIRST = timedelta(days=7)  # the first letter tells of the week before it


class Gathered:
    """`of` makes so many queries as there are sources for each language and county."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._found: dict[tuple[str, str], dict[str, list[Item]]] = {}

    def of(self, subscription: Subscription) -> dict[str, list[Item]]:
        """By source, in their order: what everybody may read since somebody wants letters."""
        key = (subscription.language, subscription.county_id or "")
        if key not in self._found:
            self._found[key] = self._gather(*key)
        since = self._since(subscription)
        return {
            source: [item for item in items if item.at > since]
            for source, items in self._found[key].items()
        }

    def _gather(self, language: str, county: str) -> dict[str, list[Item]]:
        wanted = Wanted(now=self.now, since=self.now - LOOKED_BACK, county=county)
        with translation.override(language):
            return {source.key: list(source.find(wanted)) for source in all_sources()}

    def _since(self, subscription: Subscription) -> datetime:
        begun_at = subscription.begun_at or self.now
        return max(begun_at - BEFORE_THE_FIRST, self.now - LOOKED_BACK)
