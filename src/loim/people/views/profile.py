"""One's own account: name, language, ways to sign in, and one's data."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from loim.common.access import signed_in
from loim.common.refusals import Refusal
from loim.people.actions.accounts import edit_profile
from loim.people.actions.erasure import erase_person
from loim.people.forms.profile import EraseForm, ProfileForm
from loim.people.letters import choose_letters
from loim.people.models import StateIdentity
from loim.people.personal_records import REGISTERED
from loim.people.queries.memberships import memberships_of
from loim.people.queries.my_data import export_of
from loim.people.retention import PERSONAL_DATA
from loim.people.views.signed_in_person import signed_in_person
from loim.people.views.signing_in import recently_signed_in


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    form = ProfileForm(
        request.POST or None,
        initial={"name": person.name, "language": person.language},
        person=person,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        edit_profile(by=person, now=timezone.now(), name=said["name"], language=said["language"])
        choose_letters(by=person, wanted=said.get("letters", ()))
        with translation.override(person.language):  # the pages follow at once
            messages.success(request, _("Your profile was saved."))
            return redirect("profile")
    return render(
        request,
        "people/profile.html",
        {
            "form": form,
            "person": person,
            "memberships": list(memberships_of(person)[:200]),
            "passkeys": Authenticator.objects.filter(
                user=person, type=Authenticator.Type.WEBAUTHN
            ).count(),
            "state_identity": StateIdentity.objects.filter(user=person).first(),
            "has_tara": bool(settings.TARA_CLIENT_ID),
            "today": timezone.localdate(),
        },
    )


@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """What we keep about the person, why and how long."""
    person = signed_in_person(request)
    data = export_of(person)
    # A field and the table of its earlier values are one thing to a reader.
    declared = {(str(each.name), str(each.until)): each for each in PERSONAL_DATA.values()}
    return render(
        request,
        "people/my_data.html",
        {
            "data": data,
            "elsewhere": [(each.label, len(data[key])) for key, each in REGISTERED.items()],
            "declared": list(declared.values()),
            "person": person,
        },
    )


@signed_in
def my_data_export(request: HttpRequest) -> HttpResponse:
    response = JsonResponse(
        export_of(signed_in_person(request)), json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    response["Content-Disposition"] = 'attachment; filename="loim-my-data.json"'
    response["Cache-Control"] = "no-store"
    return response


@recently_signed_in
def my_data_erase(request: HttpRequest) -> HttpResponse:
    person = signed_in_person(request)
    form = EraseForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(by=person, now=timezone.now(), person=person)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Your data was erased and you are signed out."))
            return redirect("home")
    return render(request, "people/my_data_erase.html", {"form": form})
