"""Answering alone, on a phone, through the group's link: one theme a page."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from loim.assessments.actions.alone import answer_alone, take_back_sheet
from loim.assessments.models import Assessment, AssessmentStatus
from loim.assessments.queries.link import account_key, found_by_key
from loim.assessments.queries.sheets import own_answers, sheet_of
from loim.assessments.queries.tree import AskedTheme, Tree, tree_of
from loim.common.access import public
from loim.common.refusals import Refusal
from loim.common.visitors import is_too_often
from loim.people.models import User

COOKIE_SECONDS = 120 * 24 * 60 * 60
UNKNOWN = "unknown"
MOST_SHEETS = 120  # begun from one network in ten minutes: a whole meeting may sit behind it
LONGEST_NAME = 100
_WHY = "the secret link is the permission, and no account is needed to answer"


@public(_WHY)
@never_cache
def alone_start(request: HttpRequest, key: str) -> HttpResponse:
    row = _open(request, key)
    if isinstance(row, HttpResponse):
        return row
    tree, secret = tree_of(row.version), _secret(request, row)
    sheet = sheet_of(row, secret) if secret else None
    if request.method == "POST" and secret and "erase" in request.POST:
        try:
            take_back_sheet(assessment=row, key=secret, now=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your answers are erased."))
        return redirect("assessment-alone", key)
    answers = own_answers(sheet)
    themes = [
        (asked.theme, sum(each.statement.pk in answers for each in asked.statements), len(asked.statements))
        for asked in tree.themes
    ]  # fmt: skip
    first = next(
        (number for number, (_theme, done, every) in enumerate(themes, 1) if done < every), 1
    )
    context = {
        "assessment": row, "key": key, "themes": themes, "sheet": sheet, "first": first,
        "answered": len(answers), "asked": tree.asked,
    }  # fmt: skip
    return render(request, "assessments/alone_start.html", context)


@public(_WHY)
@never_cache
def alone_theme(request: HttpRequest, key: str, number: int) -> HttpResponse:
    row = _open(request, key)
    if isinstance(row, HttpResponse):
        return row
    tree = tree_of(row.version)
    if not 1 <= number <= len(tree.themes):
        raise Http404
    theme, secret = tree.themes[number - 1], _secret(request, row)
    if request.method == "POST":
        return _save(request, row, tree, key, number)
    sheet = sheet_of(row, secret) if secret else None
    answers = own_answers(sheet)
    context = {
        "assessment": row, "key": key, "theme": theme.theme, "number": number,
        "last": len(tree.themes), "rows": _rows(theme, answers), "unknown": UNKNOWN,
        "name": sheet.name if sheet else "", "asks_name": number == len(tree.themes),
    }  # fmt: skip
    response = render(request, "assessments/alone_theme.html", context)
    return _remembered(request, row, response)


@public(_WHY)
@never_cache
def alone_thanks(request: HttpRequest, key: str) -> HttpResponse:
    row = found_by_key(key)
    if row is None:
        return render(request, "assessments/alone_unknown.html", status=404)
    return render(request, "assessments/alone_thanks.html", {"assessment": row, "key": key})


def _open(request: HttpRequest, key: str) -> Assessment | HttpResponse:
    """The assessment, while sheets are taken; else a page that says where it stands."""
    row = found_by_key(key)
    if row is None:
        return render(request, "assessments/alone_unknown.html", status=404)
    if row.state != AssessmentStatus.ALONE:
        return render(request, "assessments/alone_closed.html", {"assessment": row})
    return row


def _secret(request: HttpRequest, row: Assessment) -> str:
    """Of this device, or of the account; empty before the first save."""
    person = request.user
    if isinstance(person, User):
        return account_key(row, person)
    return request.COOKIES.get(_cookie(row), "")[:100]


def _cookie(row: Assessment) -> str:
    return f"loim_sheet_{row.pk}"


def _hindrance(request: HttpRequest, row: Assessment, secret: str) -> str:
    """Why nothing can be kept now; empty where it can."""
    if not secret:
        return _("Your browser keeps nothing for this page, so we cannot keep your answers. Allow cookies and choose again.")  # fmt: skip
    is_begun = sheet_of(row, secret) is not None
    if not is_begun and is_too_often(request, "assessments.alone", MOST_SHEETS):
        return _("Very much has come from this network. Please wait a little and choose again.")
    return ""


def _save(request: HttpRequest, row: Assessment, tree: Tree, key: str, number: int) -> HttpResponse:
    secret = _secret(request, row)
    theme, is_last = tree.themes[number - 1], number == len(tree.themes)
    name = request.POST.get("name", "").strip()[:LONGEST_NAME] if is_last else None
    if hindrance := _hindrance(request, row, secret):
        messages.error(request, hindrance)
        return _remembered(request, row, redirect("assessment-alone-theme", key, number))
    try:
        answer_alone(
            assessment=row, key=secret, answers=_answers(request, theme), name=name,
            now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("assessment-alone", key)
    if "back" in request.POST and number > 1:
        return redirect("assessment-alone-theme", key, number - 1)
    if "stop" in request.POST:
        messages.success(request, _("Kept. Come back by the same link on this device."))
        return redirect("assessment-alone", key)
    if is_last:
        return redirect("assessment-alone-thanks", key)
    return redirect("assessment-alone-theme", key, number + 1)


def _remembered(request: HttpRequest, row: Assessment, response: HttpResponse) -> HttpResponse:
    """Before anything is sent this device has a secret, so that a form sent twice is one sheet."""
    if not _secret(request, row):
        response.set_cookie(
            _cookie(row), secrets.token_urlsafe(24), max_age=COOKIE_SECONDS, httponly=True,
            samesite="Lax", secure=request.is_secure(),
        )  # fmt: skip
    return response


def _answers(request: HttpRequest, theme: AskedTheme) -> dict[int, int | None]:
    """What was chosen on this page; what means nothing is left as it was."""
    found: dict[int, int | None] = {}
    for asked in theme.statements:
        said = request.POST.get(f"s{asked.statement.pk}", "")
        if said == UNKNOWN:
            found[asked.statement.pk] = None
        elif said in {str(level.pk) for level in asked.levels}:
            found[asked.statement.pk] = int(said)
    return found


def _rows(theme: AskedTheme, answers: dict[int, int | None]) -> list[dict[str, Any]]:
    rows = []
    for asked in theme.statements:
        is_answered = asked.statement.pk in answers
        chosen = answers.get(asked.statement.pk)
        rows.append({
            "asked": asked,
            "chosen": chosen,
            "is_unknown": is_answered and chosen is None,
        })  # fmt: skip
    return rows
