"""The editor's forms: an item, a decision about a contribution, a collection, files."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.common.refusals import Refusal
from loim.common.translated import LANGUAGES
from loim.content.logic.rich_text import from_typed
from loim.content.models import TextState
from loim.library.actions.items.keeping import ItemFacts
from loim.library.forms.facts import FactsFields
from loim.library.logic.files.types import SUFFIXES
from loim.library.models import THING_LANGUAGES, Contribution, LibraryItem
from loim.library.permissions import items_kept_by, organisations_kept_for
from loim.people.models import Organisation, User
from loim.programmes.forms.record_fields import capitalised


class EditionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, record: Any) -> str:
        return f"{record.title} ({record.year})" if record.year else record.title


class ItemFields(FactsFields):
    edition = forms.CharField(
        label=_("Edition"), required=False, max_length=100,
        help_text=_("For example: second, revised edition."),
    )  # fmt: skip
    replaces = EditionField(
        LibraryItem.objects.none(), label=_("Takes the place of"), required=False,
        help_text=_("The edition before this one: its page will say that there is a newer one."),
        empty_label=pgettext_lazy("an earlier edition", "None"),
    )  # fmt: skip
    archived_url = forms.URLField(
        label=_("Archived copy of the link"), required=False, max_length=1000, assume_scheme="https"
    )
    archived_date = forms.DateField(
        label=_("Archived on"), required=False, widget=forms.DateInput({"type": "date"})
    )
    credit = forms.CharField(label=_("Contributed by"), required=False, max_length=150)

    def __init__(
        self, *args: Any, by: User, item: LibraryItem | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        states = TextState.objects.filter(text=OuterRef("text"), is_source=True)
        kept = items_kept_by(by).exclude(pk=item.pk if item else 0)
        self.fields["replaces"].queryset = kept.annotate(  # type: ignore[attr-defined]
            title=Subquery(states.values("title")[:1])
        ).order_by("title", "pk")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("archived_url")) != bool(said.get("archived_date")):
            missing = "archived_date" if said.get("archived_url") else "archived_url"
            self.add_error(missing, _("Give both the archived copy and the day it was made."))
        return said

    def item_facts(self) -> ItemFacts:
        said = self.cleaned_data
        return ItemFacts(
            **self.facts(), edition=said["edition"].strip(), replaces=said["replaces"],
            archived_url=said["archived_url"], archived_date=said["archived_date"],
            credit=" ".join(said["credit"].split()),
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(None, str(refusal))


class EditItemForm(ItemFields):
    """`revision` is that of the item when the form was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: LibraryItem, by: User) -> None:
        super().__init__(data, by=by, item=item, initial=initial_of(item))


class NewItemForm(ItemFields):
    """With the words in the language in which they are written first."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("In a sentence or two"), max_length=400, widget=forms.Textarea({"rows": 2}),
        help_text=_("Stands in lists. What will a reader be able to do with it?"),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea({"rows": 6})
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Kept by"), empty_label=None
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=LANGUAGES)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("title", "summary", "description", "language", "kind", "url")

    def __init__(
        self, data: Any = None, *, by: User, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, by=by, initial={"submission": uuid4(), **(initial or {})})
        self.fields["owner"].queryset = organisations_kept_for(by)  # type: ignore[attr-defined]

    def words(self) -> dict[str, str]:
        said = self.cleaned_data
        return {
            "title": said["title"],
            "summary": said["summary"],
            "description": from_typed(said["description"]),
        }


class PublishForm(NewItemForm):
    """A contribution made ready, and thanks to whoever gave it."""

    thanks = forms.CharField(
        label=_("Your thanks, in your own words"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Goes into the letter that tells that it is published."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, contribution: Contribution, by: User) -> None:
        row = contribution
        first = row.words.strip().split("\n")[0]
        initial = {
            **{name: getattr(row, name) for name in (
                "title", "kind", "url", "authors", "year", "publisher", "licence",
                "thing_languages", "audiences", "language", "credit",
            )},
            **{name: list(getattr(row, name).all()) for name in ("topics", "methods", "counties")},
            "summary": first[:400], "description": row.words,
        }  # fmt: skip
        super().__init__(data, by=by, initial=initial)
        # The words are the contributor's, and so is their language.
        del self.fields["language"]


class MessageForm(forms.Form):
    words = forms.CharField(label=_("Message"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, label: Any = None, **options: Any) -> None:
        super().__init__(data, initial={"submission": uuid4()}, **options)
        if label:
            self.fields["words"].label = label


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it not published?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("The contributor gets your words by e-mail. Thank them, and say what would help."),
    )  # fmt: skip


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("How did it go for you?"), max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text=_("Where did you use it, what worked, what would you do otherwise? An editor reads it before it is shown."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name to be shown"), required=False, max_length=100,
        help_text=_("Leave empty to stay unnamed."),
    )  # fmt: skip
    leave_empty = forms.CharField(required=False)
    submission = forms.UUIDField(widget=forms.HiddenInput)

    use_required_attribute = False

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id="id_note_%s", initial={"submission": uuid4()}, **options)

    @property
    def is_a_trap_sprung(self) -> bool:
        return bool(str(self.data.get("leave_empty", "")).strip())


class AddFileForm(forms.Form):
    file = forms.FileField(
        label=_("Add a file"),
        widget=forms.FileInput({"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
        help_text=_("A PDF, a document, a presentation or a picture of at most 50 MB."),
    )
    language = forms.ChoiceField(label=_("Its language"), choices=capitalised(THING_LANGUAGES))


class NewCollectionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("In a sentence or two"), required=False, max_length=400,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Kept by"), empty_label=None
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data, initial={"submission": uuid4()})
        self.fields["owner"].queryset = organisations_kept_for(by)  # type: ignore[attr-defined]


def initial_of(item: LibraryItem) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in (
            "kind", "url", "authors", "year", "publisher", "licence", "thing_languages",
            "audiences", "edition", "replaces", "archived_url", "archived_date", "credit",
            "revision",
        )},
        **{name: list(getattr(item, name).all()) for name in ("topics", "methods", "counties")},
    }  # fmt: skip
