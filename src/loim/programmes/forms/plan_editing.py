"""One activity of a draft on one page: its words; its schedule is in `plan_rows`."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.programmes.logic.plan_document import (
    PlanDocument,
    PlannedActivity,
)
from loim.programmes.logic.plan_problems import LONGEST_CODE

_SMALL_TEXT = {"rows": 2}


class ActivityForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Code"), max_length=LONGEST_CODE)
    title = forms.CharField(label=gettext_lazy("Title"), widget=forms.Textarea(attrs=_SMALL_TEXT))
    narrative = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        help_text=gettext_lazy(
            "Each line is a paragraph. A line that begins with “· ” is a bullet."
        ),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    target_group = forms.CharField(
        label=gettext_lazy("Target group"),
        required=False,
        widget=forms.Textarea(attrs=_SMALL_TEXT),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_narrative(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["narrative"].splitlines())
        return tuple(line for line in lines if line)


def _chapters(document: PlanDocument) -> list[tuple[str, str]]:
    return [(str(i), f"{c.number} {c.title}".strip()) for i, c in enumerate(document.chapters)]


class NewActivityForm(ActivityForm):
    """An existing chapter is chosen, or a new one named."""

    chapter = forms.ChoiceField(label=gettext_lazy("Chapter"), required=False)
    chapter_title = forms.CharField(
        label=gettext_lazy("Title of a new chapter"),
        required=False,
        help_text=gettext_lazy("Only if the activity begins a new chapter."),
    )
    field_order = ("chapter", "chapter_title", "code", "title", "narrative", "target_group")

    def __init__(self, *args: Any, document: PlanDocument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._document = document
        chapters: Any = self.fields["chapter"]
        chapters.choices = [*_chapters(document), ("", _("a new chapter"))]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if not said.get("chapter") and not said.get("chapter_title"):
            self.add_error("chapter_title", _("Name the new chapter, or choose one above."))
        return said

    @property
    def chosen_chapter(self) -> tuple[str, str]:
        said = self.cleaned_data
        if said["chapter"]:
            chapter = self._document.chapters[int(said["chapter"])]
            return chapter.number, chapter.title
        return str(len(self._document.chapters) + 1), said["chapter_title"]


def activity_initial(planned: PlannedActivity, seen: str) -> dict[str, Any]:
    return {
        "code": planned.code,
        "title": planned.title,
        "narrative": "\n".join(planned.narrative),
        "target_group": planned.target_group,
        "seen": seen,
    }
