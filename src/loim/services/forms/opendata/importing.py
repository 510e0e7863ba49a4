"""A file of services in HSDS, and for whom it is taken in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.common.translated import LANGUAGES
from loim.people.models import Organisation, User
from loim.services.actions.opendata.importing import LARGEST_BYTES, FileTooLarge
from loim.services.permissions.catalogue import organisations_kept_for


class HsdsFileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("A .json file in HSDS 3. Nothing is imported yet."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Who keeps the services here"),
        help_text=_("Its editors confirm and change them."),
    )
    language = forms.ChoiceField(
        label=_("Language of the file"),
        choices=LANGUAGES,
        help_text=_("Of texts that do not say their language themselves."),
    )
    publishes = forms.BooleanField(
        label=_("Provide the services at once"),
        help_text=_("Otherwise they are drafts until you open them."),
        required=False,
    )

    file_name = ""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = organisations_kept_for(person)
        field: Any = self.fields["owner"]
        field.queryset = owners
        if len(owners) == 1:
            field.initial = owners[0]

    def clean_file(self) -> str:
        """Its text."""
        file = self.cleaned_data["file"]
        self.file_name = file.name
        content: bytes = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise forms.ValidationError(str(FileTooLarge.message))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            text = _("The file cannot be read. Save it as UTF-8, then choose it again.")
            raise forms.ValidationError(text) from error
