"""Words of a term in one language, the preferred one first; from what was fetched already."""

from django import template

from loim.content.models import Term, TermWord, Usage

register = template.Library()
_ORDER = [Usage.PREFERRED, Usage.ALLOWED, Usage.AVOIDED]


@register.simple_tag
def words_of(term: Term, language: str) -> list[TermWord]:
    own = [word for word in term.words.all() if word.language == language]
    return sorted(own, key=lambda word: (_ORDER.index(Usage(word.usage)), word.pk))
