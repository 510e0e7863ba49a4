"""Forms of threads: beginning one, a post, reasons, how often letters come."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.networks.actions.discussions.writing import PostWords
from loim.networks.models.talk import Rhythm, ThreadKind
from loim.networks.models.talk.thread import LONGEST_POST
from loim.programmes.forms.record_fields import capitalised


class PostForm(forms.Form):
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_POST,
        help_text=_("Plain text; addresses of web pages become links."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words.")},
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("One document or picture, up to 50 MB. Several: write several posts."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def words(self, language: str) -> PostWords:
        said = self.cleaned_data
        return PostWords(said["text"].strip(), language, said.get("file"))

    def refuse(self, refusal: Refusal, field: str | None = None) -> None:
        self.add_error(field, str(refusal))

    @property
    def sent_once(self) -> UUID:
        submission: UUID = self.cleaned_data["submission"]
        return submission


class ThreadForm(PostForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (ThreadKind.DISCUSSION.value, _("A discussion: a question, a worry, a thought")),
            (ThreadKind.NEWS.value, _("News: something that others should know of")),
        ],
        initial=ThreadKind.DISCUSSION.value,
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("What is it about?"), max_length=150)
    field_order = ("kind", "title", "text", "file", "submission")

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())


class EditPostForm(forms.Form):
    text = forms.CharField(
        label=_("Your words"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write a few words, or take the post back instead.")},
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, help_text: Any = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].help_text = help_text


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Letters about threads that you follow"), choices=capitalised(Rhythm.choices)
    )
