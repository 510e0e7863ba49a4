"""A municipality's villages and districts."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loim.communities.forms.small import SeveralField
from loim.communities.logic.pasted_areas import MOST_LINES, PastedArea, read_areas
from loim.communities.models import Area, Community


class AreasForm(forms.Form):
    lines = forms.CharField(
        label=_("Villages or districts"), max_length=60_000, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("One on each line, with its people if you know: “Kuusiku küla; 120”. You can paste from a spreadsheet. Those of the same name are corrected, none is removed."),
    )  # fmt: skip

    areas: list[PastedArea]

    def clean_lines(self) -> str:
        text: str = self.cleaned_data["lines"]
        self.areas, bad = read_areas(text)
        words = {
            "number": _("Line %(number)s has no name: “%(text)s”."),
            "long": _("Line %(number)s has too long a name or too many people: “%(text)s”."),
        }
        for line in bad[:10]:
            said = {"number": line.number, "text": line.text[:60], "most": MOST_LINES}
            many = ngettext(
                "At most %(most)s line is taken at once. Paste the rest afterwards.",
                "At most %(most)s lines are taken at once. Paste the rest afterwards.",
                MOST_LINES,
            )
            self.add_error("lines", str(words.get(line.code, many)) % said)
        return text


class AreaForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    people = forms.IntegerField(label=_("People"), required=False, min_value=0, max_value=2_000_000)
    communities = SeveralField(label=_("Communities that cover it"), required=False)

    def __init__(self, data: Any = None, *, area: Area, communities: list[Community]) -> None:
        initial = {
            "name": area.name, "people": area.people,
            "communities": [str(each.pk) for each in area.communities.all()],
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self._communities = {str(each.pk): each for each in communities}
        field = cast("forms.MultipleChoiceField", self.fields["communities"])
        field.choices = [(key, str(each.organisation)) for key, each in self._communities.items()]
        if not communities:
            del self.fields["communities"]

    def chosen(self) -> list[Community]:
        return [self._communities[key] for key in self.cleaned_data.get("communities", ())]
