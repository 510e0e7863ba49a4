"""What a form has to know because places are given by it."""

from loim.events.models import Feature, PlaceRule, RegistrationSettings


def needs_municipality(settings: RegistrationSettings) -> bool:
    """Where places are given by county, everybody says where they come from."""
    if not settings.asks_municipality:
        return False
    return PlaceRule.objects.filter(event=settings.event, feature=Feature.COUNTY).exists()
