"""The facts of a service, its words, its beginning and its end."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from loim.content.kinds import TextKind, kind_of
from loim.people.models import Municipality, Organisation
from loim.programmes.forms.record_fields import DayField, capitalised
from loim.services.actions.catalogue.keeping import ServiceFacts
from loim.services.forms.catalogue.conditions import (
    GROUPS,
    condition_fields,
    condition_initial,
    written_conditions,
)
from loim.services.forms.catalogue.fields import (
    SPOKEN,
    SeveralField,
    WebField,
    long_text,
    municipality_choices,
)
from loim.services.logic.condition_form import read_groups
from loim.services.logic.conditions import groups_nobody_meets
from loim.services.models import LifeEvent, Service, ServiceLevel, ServiceStatus, TimeUnit, Topic
from loim.services.models.catalogue.service import MOST_MONTHS

HOW_OFTEN = [(3, _("every 3 months")), (6, _("every 6 months")), (12, _("once a year")),
             (24, _("every 2 years"))]  # fmt: skip
NEW = ("owner", "title", "summary", "authority", "level", "municipality")


class ServiceForm(forms.Form):
    """Facts; a new service begins with a few of them and its first words."""

    use_required_attribute = False

    authority = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Competent authority"),
        help_text=_("Who answers for the service by law or by its own rules."),
    )
    level = forms.ChoiceField(label=_("Whose service"), choices=capitalised(ServiceLevel.choices))
    municipality = forms.ChoiceField(
        label=_("Where it is given"),
        required=False,
        help_text=_("A service of a city or rural municipality needs one."),
    )
    languages = SeveralField(label=_("Languages of service"), choices=SPOKEN)
    url = WebField()
    is_free = forms.BooleanField(label=_("Free of charge"), required=False)
    processing_min = forms.IntegerField(
        label=_("Takes at least"), required=False, min_value=0, max_value=1000
    )
    processing_max = forms.IntegerField(
        label=_("Takes at most"), required=False, min_value=0, max_value=1000
    )
    processing_unit = forms.ChoiceField(
        label=_("Unit"), required=False, choices=[("", "–"), *TimeUnit.choices]
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    life_events = forms.ModelMultipleChoiceField(
        LifeEvent.objects.none(),
        label=_("Life events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    confirm_every_months = forms.TypedChoiceField(
        label=_("Confirm that all is right"), choices=HOW_OFTEN, coerce=int, initial=6
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, service: Service | None = None, today: date, **options: Any
    ) -> None:
        self.service = service
        if service is not None:
            options["initial"] = {**_initial(service), **options.get("initial", {})}
        super().__init__(*args, **options)
        self.shows_conditions = service is not None
        if service is not None:
            initial = condition_initial(service.conditions)
            self.shows_conditions = initial is not None
            if initial is not None:
                self.fields.update(condition_fields())
                self.initial.update(initial)
        self._offer(today)

    def _offer(self, today: date) -> None:
        also = self.service.municipality_id if self.service else None
        self._model("authority").queryset = Organisation.objects.filter(is_active=True).order_by(
            "name", "pk"
        )
        cast("forms.ChoiceField", self.fields["municipality"]).choices = [
            ("", _("The whole country")),
            *municipality_choices(today, also),
        ]
        for name, model in (("topics", Topic), ("life_events", LifeEvent)):
            if name in self.fields:
                field = self._model(name)
                field.queryset = model.objects.order_by("position", "pk")
                field.label_from_instance = lambda obj: str(obj.text("name"))  # type: ignore[method-assign]

    def _model(self, name: str) -> "forms.ModelChoiceField[Any]":
        return cast("forms.ModelChoiceField[Any]", self.fields[name])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("level") == ServiceLevel.CITY and not said.get("municipality"):
            self.add_error("municipality", _("Say which city or rural municipality gives it."))
        least, most = said.get("processing_min"), said.get("processing_max")
        if most is None and least is not None:
            self.add_error("processing_max", _("Say how long it takes at most, too."))
        if most is not None and not said.get("processing_unit"):
            self.add_error("processing_unit", _("Choose whether these are days, weeks, …"))
        if least is not None and most is not None and least > most:
            self.add_error("processing_max", _("This is less than “at least”."))
        self._check_conditions(said)
        return said

    def _check_conditions(self, said: dict[str, Any]) -> None:
        for number in range(GROUPS):
            for name in ("age", "children", "days"):
                first, last = (said.get(f"g{number}_{name}_{end}") for end in ("from", "to"))
                if first is not None and last is not None and first > last:
                    self.add_error(
                        f"g{number}_{name}_to",
                        _("Nobody can meet this: the upper bound is below the lower one."),
                    )

    def doubtful_groups(self) -> list[int]:
        """Numbers (from 1) of groups that nobody can meet, of a valid form."""
        groups = read_groups(self.conditions())
        return [number + 1 for number in groups_nobody_meets(groups)]

    def conditions(self) -> list[Any]:
        if self.service is None:
            return []
        if not self.shows_conditions:
            return list(self.service.conditions)
        return written_conditions(self.cleaned_data)

    def facts(self) -> ServiceFacts:
        said = self.cleaned_data
        code = said.get("municipality")
        unit = said.get("processing_unit", "") if said.get("processing_max") is not None else ""
        return ServiceFacts(
            authority=said["authority"],
            level=said["level"],
            municipality=Municipality.objects.get(pk=code) if code else None,
            languages=tuple(said.get("languages") or ()),
            url=said.get("url", ""),
            is_free=bool(said.get("is_free")),
            processing_min=said.get("processing_min"),
            processing_max=said.get("processing_max"),
            processing_unit=unit,
            conditions=self.conditions(),
            topics=list(said.get("topics") or ()),
            life_events=list(said.get("life_events") or ()),
            confirm_every_months=min(said.get("confirm_every_months") or 6, MOST_MONTHS),
        )

    def condition_groups(self) -> list[tuple[int, list[forms.BoundField], bool]]:
        """(its number from 1, its fields, whether something is written in it)."""
        if not self.shows_conditions:
            return []
        found = []
        for number in range(GROUPS):
            fields = [self[name] for name in self.fields if name.startswith(f"g{number}_")]
            is_open = number == 0 or any(each.value() or each.errors for each in fields)
            found.append((number + 1, fields, is_open))
        return found


class NewServiceForm(ServiceForm):
    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Kept by"), empty_label=None
    )
    title = forms.CharField(label=_("Name of the service"), max_length=200)
    summary = forms.CharField(
        label=_("In a sentence or two"),
        max_length=400,
        widget=long_text(3),
        help_text=_("Stands in lists. What does a person have afterwards?"),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in list(self.fields):
            if name not in {*NEW, "submission"}:
                del self.fields[name]
        self.order_fields([*NEW, "submission"])
        self._model("owner").queryset = owners
        first = owners.first()
        if first is not None and not self.is_bound:
            self.initial.setdefault("owner", first.pk)
            self.initial.setdefault("authority", first.pk)
            if first.municipality_id and first.kind.startswith("municipal"):
                self.initial.setdefault("municipality", first.municipality_id)
                self.initial.setdefault("level", ServiceLevel.CITY)
        self.initial.setdefault("submission", uuid4())


class WordsForm(forms.Form):
    """One field for each field of the kind of text; `seen` is the revision of the draft."""

    use_required_attribute = False

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_minor = forms.BooleanField(
        label=_("Only a small correction: translations stay as good as they are"),
        required=False,
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind: TextKind = kind_of(kind)
        for field in self.kind.fields:
            rows = 8 if field.is_rich else 3
            is_long = field.is_rich or field.is_long
            self.fields[field.name] = forms.CharField(
                label=str(field.label),
                required=False,
                max_length=field.max_length,
                help_text=str(field.help),
                widget=long_text(rows) if is_long else forms.TextInput(),
            )

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.kind.names}

    def text_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.kind.names]


class MirrorForm(forms.Form):
    use_required_attribute = False

    owner = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Kept by"), empty_label=None
    )
    summary = forms.CharField(
        label=_("In a sentence"),
        max_length=400,
        widget=long_text(3),
        help_text=_("What is different here? Stands in lists."),
    )
    addition = forms.CharField(label=_("What applies here"), required=False, widget=long_text(8))
    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast("forms.ModelChoiceField[Any]", self.fields["owner"]).queryset = owners
        self.initial.setdefault("submission", uuid4())


class CloseForm(forms.Form):
    use_required_attribute = False

    last_day = DayField(label=_("Last day"))
    successor = forms.ModelChoiceField(
        Service.objects.none(), label=_("What took its place"), required=False, empty_label="–"
    )

    def __init__(self, *args: Any, service: Service, others: list[Service], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Any]", self.fields["successor"])
        field.queryset = Service.objects.filter(status=ServiceStatus.ACTIVE).exclude(pk=service.pk)
        field.choices = [("", "–"), *((each.pk, each.words.get("title")) for each in others)]  # type: ignore[attr-defined]


def _initial(service: Service) -> dict[str, Any]:
    plain = ("level", "languages", "url", "is_free", "processing_min", "processing_max",
             "processing_unit", "confirm_every_months")  # fmt: skip
    found = {name: getattr(service, name) for name in plain}
    return {
        **found,
        "authority": service.authority_id,
        "municipality": service.municipality_id or "",
        "topics": [topic.pk for topic in service.topics.all()],
        "life_events": [event.pk for event in service.life_events.all()],
        "seen": service.revision,
    }
