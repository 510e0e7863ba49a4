"""The history of one text in one language."""

from django.db.models import QuerySet

from loim.content.models import Text, TextVersion


def versions_of(text: Text, language: str) -> QuerySet[TextVersion]:
    """The latest first, with who wrote, published and confirmed them; two queries."""
    return (
        text.versions.filter(language=language)
        .select_related("written_by", "published_by", "based_on")
        .prefetch_related("confirmations__compared_with", "confirmations__confirmed_by")
        .order_by("-number", "-pk")
    )


def two_versions(
    text: Text, language: str, old: str, new: str
) -> tuple[TextVersion, TextVersion] | None:
    """By their numbers, the earlier first; by default the last two. None where there is one."""
    numbers = {int(given) for given in (old, new) if given.isdecimal() and len(given) < 9}
    versions = text.versions.filter(language=language).select_related("written_by", "published_by")
    wanted = versions.filter(number__in=numbers) if len(numbers) == 2 else versions
    found = list(wanted.order_by("-number")[:2])
    return (found[1], found[0]) if len(found) == 2 else None
