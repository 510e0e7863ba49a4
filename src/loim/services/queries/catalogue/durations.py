"""How long a service takes, in words."""

from django.utils.translation import ngettext_lazy

from loim.services.models import Service, TimeUnit

_EXACT = {
    TimeUnit.MINUTES: ngettext_lazy("%(span)s minute", "%(span)s minutes", "most"),
    TimeUnit.HOURS: ngettext_lazy("%(span)s hour", "%(span)s hours", "most"),
    TimeUnit.DAYS: ngettext_lazy("%(span)s day", "%(span)s days", "most"),
    TimeUnit.WORKING_DAYS: ngettext_lazy("%(span)s working day", "%(span)s working days", "most"),
    TimeUnit.WEEKS: ngettext_lazy("%(span)s week", "%(span)s weeks", "most"),
    TimeUnit.MONTHS: ngettext_lazy("%(span)s month", "%(span)s months", "most"),
}
_UP_TO = {
    TimeUnit.MINUTES: ngettext_lazy("up to %(span)s minute", "up to %(span)s minutes", "most"),
    TimeUnit.HOURS: ngettext_lazy("up to %(span)s hour", "up to %(span)s hours", "most"),
    TimeUnit.DAYS: ngettext_lazy("up to %(span)s day", "up to %(span)s days", "most"),
    TimeUnit.WORKING_DAYS: ngettext_lazy(
        "up to %(span)s working day", "up to %(span)s working days", "most"
    ),
    TimeUnit.WEEKS: ngettext_lazy("up to %(span)s week", "up to %(span)s weeks", "most"),
    TimeUnit.MONTHS: ngettext_lazy("up to %(span)s month", "up to %(span)s months", "most"),
}


def duration(service: Service) -> str:
    """'10–15 working days'; '' where it is not said. No least time is 'up to'."""
    least, most = service.processing_min, service.processing_max
    if most is None:
        return ""
    words = _EXACT if least is not None else _UP_TO
    span = f"{least}–{most}" if least is not None and least != most else str(most)
    return str(words[TimeUnit(service.processing_unit)] % {"span": span, "most": most})
