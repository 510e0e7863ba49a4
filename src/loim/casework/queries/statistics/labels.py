"""What categories are called, in the reader's language."""

from django.utils.translation import gettext as _

from loim.casework.models import Channel, Dimension, SpokenLanguage, TargetGroup
from loim.people.models import Municipality
from loim.services.models import Topic

_FIXED = {
    Dimension.CHANNEL: Channel,
    Dimension.LANGUAGE: SpokenLanguage,
    Dimension.TARGET_GROUP: TargetGroup,
}


class Labels:
    """Two queries, whatever is asked."""

    def __init__(self) -> None:
        self._topics = {topic.slug: str(topic.text("name")) for topic in Topic.objects.all()}
        self._places = dict(Municipality.objects.values_list("ehak", "name"))

    def of(self, dimension: str, category: str) -> str:
        if dimension == Dimension.TOPIC:
            return self._topics.get(category, category)
        if dimension == Dimension.MUNICIPALITY:
            return self._places.get(category, category) if category else _("not told")
        if dimension == Dimension.IDENTITY:
            return _("known by personal code") if category == "known" else _("unknown identity")
        if choices := _FIXED.get(Dimension(dimension)):
            return str(dict(choices.choices).get(category, category))
        return str(Dimension(dimension).label)
