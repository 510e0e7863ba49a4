"""A whole day at once: what all of it has in common, and a grid of how many asked what."""

from datetime import datetime, time
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from loim.casework.actions.enquiries.recording import EnquiryFacts
from loim.casework.logic.enquiries.day_grid import (
    MOST_IN_A_CELL,
    MOST_IN_A_DAY,
    Cell,
    CellTrouble,
    DayGrid,
    read_grid,
)
from loim.casework.models import Channel, Outcome, SpokenLanguage, TargetGroup
from loim.people.models import Municipality
from loim.programmes.forms.record_fields import DayField
from loim.services.forms.catalogue.fields import municipality_choices
from loim.services.models import Topic

TROUBLES = {
    CellTrouble.NO_NUMBER: _("Write a whole number, or leave it empty."),
    CellTrouble.TOO_MANY: _("At most %(most)s."),
}


class DayForm(forms.Form):
    day = DayField(label=_("Day"))
    channel = forms.ChoiceField(label=_("Channel"), choices=Channel.choices)
    minutes = forms.IntegerField(label=_("Minutes for each"), min_value=1, max_value=600)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    target_group = forms.ChoiceField(label=_("Target group"), choices=TargetGroup.choices)
    municipality = forms.ChoiceField(label=_("Where they live"), required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: list[Topic], now: datetime, **options: Any) -> None:
        super().__init__(*args, **{**options, "use_required_attribute": False})
        self.topics, self.now = topics, now
        today = timezone.localdate(now)
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]
            ("", _("not asked")), *municipality_choices(today),
        ]  # fmt: skip
        languages = [code for code, _name in SpokenLanguage.choices]
        self.typed = {name: text for name, text in self.data.items() if name.startswith("count-")}
        self.grid: DayGrid = read_grid(self.typed, [topic.pk for topic in topics], languages)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.grid.troubles:
            self.add_error(None, _("Some of the numbers cannot be read: see the marked places."))
        elif not self.grid.total:
            self.add_error(None, _("Write at least one number."))
        elif self.grid.total > MOST_IN_A_DAY:
            self.add_error(None, _("That is more than a thousand. Enter a part of it at a time."))
        return found

    def rows(self) -> list[dict[str, Any]]:
        """For the page: topics with their cells, what was typed and what is wrong with it."""
        return [
            {"topic": topic, "total": self.grid.of_topic(topic.pk), "cells": self._cells(topic)}
            for topic in self.topics
        ]

    def _cells(self, topic: Topic) -> list[dict[str, Any]]:
        cells = []
        for language, name in SpokenLanguage.choices:
            cell = Cell(topic.pk, language)
            trouble = self.grid.troubles.get(cell)
            wrong = TROUBLES[trouble] % {"most": MOST_IN_A_CELL} if trouble else ""
            cells.append({
                "name": cell.name, "language": name, "value": self.typed.get(cell.name, ""),
                "error": wrong,
            })  # fmt: skip
        return cells

    def totals(self) -> list[int]:
        return [self.grid.of_language(language) for language, _name in SpokenLanguage.choices]

    @property
    def minutes_together(self) -> int:
        return self.grid.total * int(self.cleaned_data["minutes"])

    def contacts(self) -> list[tuple[UUID, EnquiryFacts]]:
        """Each contact has a key of its own, made of the form's: sent again, it is the same."""
        given = self.cleaned_data
        topics = {topic.pk: topic for topic in self.topics}
        place = given["municipality"]
        lives = Municipality.objects.get(pk=place) if place else None
        noon = timezone.make_aware(datetime.combine(given["day"], time(12)))
        facts = {
            cell: EnquiryFacts(
                topics=[topics[cell.topic]],
                channel=given["channel"],
                language=cell.language,
                minutes=given["minutes"],
                outcome=given["outcome"],
                # Of today, what is being written down has been.
                held_at=min(noon, self.now)
                if given["day"] <= timezone.localdate(self.now)
                else noon,
                target_group=given["target_group"],
                municipality=lives,
            )
            for cell in self.grid.counts
        }
        return [
            (uuid5(given["submission"], f"{cell.name}-{number}"), facts[cell])
            for cell, number in self.grid.contacts()
        ]
