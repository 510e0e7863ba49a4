"""What an association's row says now, as `AssociationFacts`: to change a part of it."""

from dataclasses import replace
from typing import Any

from loim.networks.actions.register.facts import PLAIN, AssociationFacts
from loim.networks.models import Association


def facts_of(association: Association, **changes: Any) -> AssociationFacts:
    """Representatives and funding are left as they are (None), unless given."""
    said = {name: getattr(association, name) for name in PLAIN}
    facts = AssociationFacts(
        **said,
        is_listed=association.listed_at is not None,
        translations=association.translations,
    )
    return replace(facts, **changes)
