"""Pages for one session, one speaker, one material."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from loim.common.access import allowed
from loim.common.refusals import Refusal
from loim.events.actions.agenda import editing
from loim.events.forms.agenda.parts import MaterialForm, SessionForm, SpeakerForm
from loim.events.models import Event, Material, Session, Speaker
from loim.events.views.pages.loading import changeable_event
from loim.programmes.permissions import may_record


@allowed(may_record)
def session_page(request: HttpRequest, pk: int, session: int | None = None) -> HttpResponse:
    def save(form: SessionForm, event: Event, **who: Any) -> None:
        speakers = list(form.cleaned_data.get("speakers") or [])
        editing.save_session(
            session=form.instance,
            speakers=speakers,
            new_speaker=form.cleaned_data["new_speaker"],
            **who,
        )

    return _part(
        request,
        pk,
        session,
        part="session",
        form_class=SessionForm,
        save=save,
        titles=(gettext_lazy("Add a session"), gettext_lazy("Edit the session")),
    )


@allowed(may_record)
def speaker_page(request: HttpRequest, pk: int, speaker: int | None = None) -> HttpResponse:
    def save(form: SpeakerForm, event: Event, **who: Any) -> None:
        editing.save_speaker(speaker=form.instance, **who)

    return _part(
        request,
        pk,
        speaker,
        part="speaker",
        form_class=SpeakerForm,
        save=save,
        titles=(gettext_lazy("Add a speaker"), gettext_lazy("Edit the speaker")),
    )


@allowed(may_record)
def material_page(request: HttpRequest, pk: int, material: int | None = None) -> HttpResponse:
    def save(form: MaterialForm, event: Event, **who: Any) -> None:
        editing.save_material(material=form.instance, **who)

    return _part(
        request,
        pk,
        material,
        part="material",
        form_class=MaterialForm,
        save=save,
        titles=(gettext_lazy("Add a material"), gettext_lazy("Edit the material")),
    )


def _part(
    request: HttpRequest,
    pk: int,
    key: int | None,
    *,
    part: str,
    form_class: Any,
    save: Callable[..., None],
    titles: tuple[Promise, Promise],
) -> HttpResponse:
    event = changeable_event(request, pk)
    given = {"instance": get_object_or_404(_parts(event, part), pk=key)} if key else {}
    if request.method == "POST":
        form = form_class(request.POST, request.FILES, event=event, **given)
    else:
        form = form_class(event=event, initial=_initial(request, event, part, key), **given)
    if request.method == "POST" and form.is_valid():
        try:
            save(form, event, by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Release the agenda when it is ready."))
            return redirect("event-agenda", pk)
    return render(
        request,
        "events/agenda/part.html",
        {
            "event": event,
            "form": form,
            "title": titles[1] if key else titles[0],
            "part": part,
            "key": key,
            "remove_url": f"event-{part}-remove",
            "rooms": _rooms(event) if part == "session" else [],
        },
    )


def _parts(event: Event, part: str) -> Any:
    return {"session": event.sessions, "speaker": event.speakers, "material": event.materials}[part]


def _initial(request: HttpRequest, event: Event, part: str, key: int | None) -> dict[str, Any]:
    """A new session begins where the last one ends."""
    if part != "session" or key:
        return {}
    last = event.sessions.order_by("-day", "-start_time", "-pk").first()
    if last is None:
        return {"day": event.start_date, "start_time": event.start_time}
    return {"day": last.day, "start_time": last.end_time, "room": last.room}


def _rooms(event: Event) -> list[str]:
    rooms = event.sessions.exclude(room="").order_by("room").values_list("room", flat=True)
    return list(rooms.distinct())


@allowed(may_record)
@require_POST
def session_remove(request: HttpRequest, pk: int, session: int) -> HttpResponse:
    def remove(row: Session, **who: Any) -> None:
        editing.remove_session(session=row, **who)

    return _remove(
        request, pk, "session", session, remove=remove, done=_("The session is taken away.")
    )


@allowed(may_record)
@require_POST
def speaker_remove(request: HttpRequest, pk: int, speaker: int) -> HttpResponse:
    def remove(row: Speaker, **who: Any) -> None:
        editing.remove_speaker(speaker=row, **who)

    return _remove(
        request, pk, "speaker", speaker, remove=remove, done=_("The speaker is taken away.")
    )


@allowed(may_record)
@require_POST
def material_remove(request: HttpRequest, pk: int, material: int) -> HttpResponse:
    def remove(row: Material, **who: Any) -> None:
        editing.remove_material(material=row, **who)

    done = _("The material is taken away, for everybody.")
    return _remove(request, pk, "material", material, remove=remove, done=done)


def _remove(
    request: HttpRequest,
    pk: int,
    part: str,
    key: int,
    *,
    remove: Callable[..., None],
    done: str,
) -> HttpResponse:
    """What is gone already was taken away, too: by the first of two clicks."""
    row = _parts(changeable_event(request, pk), part).filter(pk=key).first()
    if row is not None:
        remove(row, by=request.user, now=timezone.now())
    messages.success(request, done)
    return redirect("event-agenda", pk)
