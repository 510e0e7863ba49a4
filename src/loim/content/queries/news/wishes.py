"""What of the missing translations somebody wants."""

from django.db.models import Exists, OuterRef, QuerySet

from loim.content.models import State, TextState, TranslationWish

# Kinds of text that are translated only where somebody chose so ('choose for translation').
ONLY_WHERE_WISHED = ("news",)


def with_wishes(states: QuerySet[TextState]) -> QuerySet[TextState]:
    """`states` with `is_wished`, for a translators' queue that shows those first; without the
    missing translations of news that nobody wants, no query more. A translation that readers have
    already stays, so that it does not go out of date unnoticed."""
    wishes = TranslationWish.objects.filter(
        text=OuterRef("text"), language=OuterRef("language"), is_wanted=True
    )
    states = states.annotate(is_wished=Exists(wishes))
    return states.exclude(
        text__kind__in=ONLY_WHERE_WISHED, state=State.MISSING, is_source=False, is_wished=False
    )
