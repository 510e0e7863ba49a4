"""Forms that two people may have open at once: what a colleague changed is shown, nothing is lost.

What the form was filled from travels with it, sealed; so what each of the two changed is known.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model

from loim.casework import vault
from loim.casework.logic.clients.three_way import differences


@dataclass(frozen=True)
class Change:
    """Of a colleague. `mine` is what I wrote, where I changed the same field."""

    label: Any
    theirs: str
    mine: str = ""


class ComparedForm(forms.Form):
    """`compared` names the fields; `stands` are the values that stand in the record now."""

    use_required_attribute = False
    compared: tuple[str, ...] = ()

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    base = forms.CharField(widget=forms.HiddenInput, max_length=20000)

    def __init__(
        self, data: Any = None, *, stands: dict[str, Any], revision: int, **rest: Any
    ) -> None:
        super().__init__(data, **rest)
        self.stands = {name: plain(stands.get(name)) for name in self.compared}
        self.revision = revision
        self.changes: list[Change] = []
        self.initial = {
            **stands,
            "seen": revision,
            "base": vault.seal(json.dumps(self.stands)),
        }

    def compare(self) -> "ComparedForm":
        """Of a valid form whose record changed meanwhile: the form to go on with, unbound."""
        base = json.loads(vault.unseal(self.cleaned_data["base"]))
        mine = {name: plain(self.cleaned_data.get(name)) for name in self.compared}
        found = differences(base, self.stands, mine)
        self.changes = [
            Change(
                self.fields[name].label,
                self._words(name, self.stands[name]),
                self._words(name, mine[name]) if name in found.both else "",
            )
            for name in found.theirs
        ]
        others = {
            name: self.data.get(self.add_prefix(name))
            for name in self.fields
            if name not in (*self.compared, "seen", "base")
        }
        self.initial = {**self.initial, **others, **found.merged}
        self.is_bound = False
        return self

    def clean_base(self) -> str:
        said = str(self.cleaned_data["base"])
        try:
            json.loads(vault.unseal(said))
        except (vault.SealBroken, ValueError):
            raise forms.ValidationError("base") from None
        return said

    def _words(self, name: str, value: str) -> str:
        choices = getattr(self.fields[name], "choices", None)
        if choices is None:
            return value or "–"
        return next((str(label) for key, label in choices if str(key) == value), value) or "–"


def plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else str(value)
