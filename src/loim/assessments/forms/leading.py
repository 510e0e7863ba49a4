"""What the leader writes: to whom the link goes, what was agreed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loim.assessments.actions.agreeing import Agreed
from loim.assessments.models import SharedAnswer
from loim.assessments.queries.tree import AskedStatement
from loim.common.translated import LANGUAGES
from loim.library.logic.files.types import SUFFIXES, NotTaken, file_type

MOST_FILE_BYTES = 10_000_000
UNKNOWN = "unknown"


class LettersForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("E-mail addresses"),
        help_text=gettext_lazy("One on each line, or with commas between."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=LANGUAGES)
    note = forms.CharField(
        label=gettext_lazy("A few words of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_addresses(self) -> list[str]:
        said = str(self.cleaned_data["addresses"]).replace(",", "\n").replace(";", "\n").split()
        for address in said:
            try:
                validate_email(address)
            except ValidationError as error:
                text = _("'%(address)s' is no e-mail address. Correct it or take it out.")
                raise ValidationError(text % {"address": address}) from error
        return list(said)


class AgreeForm(forms.Form):
    """Of one statement. `revision` is what was read before it was changed."""

    level = forms.ChoiceField(label=gettext_lazy("Our shared answer"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=gettext_lazy("What we talked about"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("What shows it"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    evidence_link = forms.URLField(
        label=gettext_lazy("Link to what shows it"), required=False, max_length=300,
        assume_scheme="https",
    )  # fmt: skip
    evidence_file = forms.FileField(
        label=gettext_lazy("File that shows it"), required=False,
        widget=forms.FileInput({"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
    )  # fmt: skip
    removes_file = forms.BooleanField(label=gettext_lazy("Remove the file"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    use_required_attribute = False

    def __init__(
        self, *args: Any, asked: AskedStatement, answer: SharedAnswer | None,
        asks_evidence: bool, **options: Any,
    ) -> None:  # fmt: skip
        options["prefix"] = f"s{asked.statement.pk}"
        super().__init__(*args, **options)
        self.asked, self.answer = asked, answer
        field: Any = self.fields["level"]
        field.choices = [
            *((str(level.pk), level.text("label")) for level in asked.levels),
            (UNKNOWN, _("We don't know")),
        ]
        field.error_messages["required"] = _("Choose the shared answer, or 'We don't know'.")
        self.initial["revision"] = answer.revision if answer else 0
        if answer is not None:
            self.initial.update({
                "level": str(answer.level_id or UNKNOWN), "note": answer.note,
                "evidence": answer.evidence, "evidence_link": answer.evidence_link,
            })  # fmt: skip
        if not asks_evidence:
            for name in ("evidence", "evidence_link", "evidence_file"):
                del self.fields[name]
        if not asks_evidence or answer is None or not answer.evidence_file:
            del self.fields["removes_file"]

    def clean_evidence_file(self) -> UploadedFile | None:  # type: ignore[type-arg]
        upload = self.cleaned_data.get("evidence_file")
        if not upload:
            return None
        if upload.size > MOST_FILE_BYTES:
            raise ValidationError(
                _("The file is larger than 10 MB. Make it smaller, or give a link.")
            )
        try:
            file_type(upload.name, upload.read())
        except NotTaken as error:
            text = _("This kind of file is not taken. Use a PDF, a picture or an office document.")
            raise ValidationError(text) from error
        upload.seek(0)
        return upload  # type: ignore[no-any-return]

    def agreed(self) -> Agreed:
        said = self.cleaned_data
        level = next((each for each in self.asked.levels if str(each.pk) == said["level"]), None)
        return Agreed(
            level=level,
            note=said["note"],
            evidence=said.get("evidence", self.answer.evidence if self.answer else ""),
            evidence_link=said.get(
                "evidence_link", self.answer.evidence_link if self.answer else ""
            ),
            file=said.get("evidence_file"),
            removes_file=said.get("removes_file", False),
        )
