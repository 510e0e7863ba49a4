"""What somebody gives: an idea, a comment, a note of a group, a team."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.ideas.actions.ideas.giving import AddressMissing, SaysNothing
from loim.ideas.models import Challenge, Forum, Idea, IdeaTeam, Strategy

if TYPE_CHECKING:  # generic for the type checker only
    _ModelForm = forms.ModelForm[IdeaTeam]
else:
    _ModelForm = forms.ModelForm


def _one_line(text: str) -> str:
    return " ".join(text.split())


class Signed(forms.Form):
    """Name and address, of whoever is not known by an account or as a participant."""

    author_name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    author_email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("We send you a link to confirm it. It is not shown to anybody."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    is_author_shown = forms.BooleanField(
        label=_("Show my name"),
        required=False,
        help_text=_("Otherwise nobody but the organiser sees it."),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, is_known: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial = {"submission": uuid4(), **(self.initial or {})}
        if is_known:
            del self.fields["author_name"], self.fields["author_email"]

    def clean_author_name(self) -> str:
        return _one_line(str(self.cleaned_data["author_name"]))

    def signature(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "author_name": said.get("author_name", ""),
            "author_email": said.get("author_email", ""),
            "is_author_shown": said["is_author_shown"],
            "submission": said["submission"],
        }

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))


class IdeaForm(Signed):
    title = forms.CharField(
        label=_("Your idea in one sentence"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("A few words more"),
        max_length=5000,
        help_text=_("What is the trouble, what would change, who could do it?"),
        widget=forms.Textarea({"rows": 5}),
    )
    challenge = forms.ModelChoiceField(
        Challenge.objects.none(), label=_("Which question does it answer?"), required=False,
        empty_label=_("None of them, or another"),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(), label=_("Plan or strategy that it feeds"), required=False,
        empty_label=_("I do not know"),
    )  # fmt: skip

    field_order = (
        "title", "text", "challenge", "language", "strategy", "author_name", "author_email",
        "is_author_shown",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, forum: Forum, is_known: bool, **options: Any) -> None:
        super().__init__(data, is_known=is_known, **options)
        challenges = forum.challenges.select_related("forum__event").order_by("number", "pk")
        if challenges:
            field = self.fields["challenge"]
            field.queryset = challenges  # type: ignore[attr-defined]
            field.label_from_instance = lambda each: each.text("title")  # type: ignore[attr-defined]
        else:
            del self.fields["challenge"]
        strategies = Strategy.objects.select_related("owner").order_by("title", "pk")
        if strategies:
            field = self.fields["strategy"]
            field.queryset = strategies  # type: ignore[attr-defined]
            field.label_from_instance = lambda each: each.text("title")  # type: ignore[attr-defined]
        else:
            del self.fields["strategy"]

    def clean_title(self) -> str:
        return _one_line(str(self.cleaned_data["title"]))

    def words(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "title": said["title"],
            "text": said["text"],
            "language": said["language"],
            "challenge": said.get("challenge"),
        }

    def strategies(self) -> list[Strategy]:
        chosen = self.cleaned_data.get("strategy")
        return [chosen] if chosen else []

    def refuse(self, refusal: Refusal) -> None:
        where = {SaysNothing: "title", AddressMissing: "author_email"}.get(type(refusal))
        self.add_error(where if where in self.fields else None, str(refusal))


class ChangeForm(forms.Form):
    """An author changes their own idea."""

    title = IdeaForm.base_fields["title"]
    words = IdeaForm.base_fields["text"]
    challenge = forms.ModelChoiceField(
        Challenge.objects.none(), label=_("Which question does it answer?"), required=False,
        empty_label=_("None of them, or another"),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    is_author_shown = forms.BooleanField(label=_("Show my name"), required=False)

    def __init__(self, data: Any = None, *, idea: Idea) -> None:
        super().__init__(
            data,
            initial={name: getattr(idea, name) for name in self.base_fields},
        )
        field = self.fields["challenge"]
        field.queryset = idea.forum.challenges.select_related("forum__event").order_by(  # type: ignore[attr-defined]
            "number", "pk"
        )
        field.label_from_instance = lambda each: each.text("title")  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return _one_line(str(self.cleaned_data["title"]))


class CommentForm(Signed):
    text = forms.CharField(
        label=_("Your comment"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)

    field_order = ("text", "language", "author_name", "author_email", "is_author_shown")


class NoteForm(forms.Form):
    """'What did we hear?', on a phone in the corner of a room."""

    group = forms.CharField(label=_("Your group"), max_length=100)
    text = forms.CharField(
        label=_("What did we hear?"), max_length=10_000, widget=forms.Textarea({"rows": 8})
    )
    challenge = forms.ModelChoiceField(
        Challenge.objects.none(), label=_("Which question was it about?"), required=False,
        empty_label=_("None of them, or several"),
    )  # fmt: skip
    session: Any = forms.ModelChoiceField(
        None, label=_("Part of the agenda"), required=False, empty_label="–"
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, forum: Forum, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial = {"submission": uuid4(), **(self.initial or {})}
        for name, rows in (
            ("challenge", forum.challenges.select_related("forum__event").order_by("number", "pk")),
            (
                "session",
                forum.event.sessions.select_related("event").order_by("day", "start_time", "pk"),
            ),
        ):
            if not rows:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.queryset = rows  # type: ignore[attr-defined]
            field.label_from_instance = lambda each: each.text("title")  # type: ignore[attr-defined]


class TeamForm(_ModelForm):
    class Meta:
        model = IdeaTeam
        fields = ("name", "wanted", "is_open")
        help_texts = {"wanted": _("Skills or people, for instance “somebody who can draw maps”.")}


class JoinForm(forms.Form):
    """Who joins a team; whoever is known is asked only what they can do."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("Only the team sees it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    role = forms.CharField(label=_("What you can do"), max_length=150, required=False)

    def __init__(self, data: Any = None, *, is_known: bool) -> None:
        super().__init__(data)
        if is_known:
            del self.fields["name"], self.fields["email"]


class TranslationForm(forms.Form):
    title = forms.CharField(label=_("The idea in one sentence"), max_length=200, required=False)
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea({"rows": 6}))
