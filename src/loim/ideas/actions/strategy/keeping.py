"""Add and change strategies that ideas feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from loim.common.constraints import violated_constraint
from loim.common.refusals import Refusal
from loim.ideas.models import Strategy
from loim.people.models import Organisation, User
from loim.programmes.actions.corrections import record_change
from loim.programmes.models import Programme
from loim.programmes.permissions import may_record_for


class StrategyKnown(Refusal):
    message = _("%(owner)s has a strategy of this name here already. Open that one.")


@dataclass(frozen=True)
class StrategyFacts:
    title: str
    kind: str
    owner: Organisation
    language: str = "et"
    description: str = ""
    programme: Programme | None = None
    url: str = ""
    start_year: int | None = None
    end_year: int | None = None
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def save_strategy(
    *, facts: StrategyFacts, strategy: Strategy | None = None, by: User, now: datetime
) -> Strategy:
    """A new one, or `strategy` changed. Refused: another's (PermissionDenied), StrategyKnown."""
    if strategy is not None and not may_record_for(by, strategy.owner):
        raise PermissionDenied
    is_same_owner = strategy is not None and strategy.owner_id == facts.owner.pk
    if not is_same_owner and not may_record_for(by, facts.owner):
        raise PermissionDenied
    saved = strategy or Strategy()
    for name in StrategyFacts.__dataclass_fields__:
        setattr(saved, name, getattr(facts, name))
    saved.translations = {code: dict(texts) for code, texts in facts.translations.items()}
    try:
        with record_change(by=by, now=now, step="edit" if strategy else "record"):
            saved.save()
    except IntegrityError as error:
        if violated_constraint(error) == "strategy_once_per_owner":
            raise StrategyKnown(owner=facts.owner.name) from error
        raise
    return saved
