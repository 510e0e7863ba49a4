"""Versions: a draft, published once and for all, followed by the next draft."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loim.assessments.actions.copying import copy_parts
from loim.assessments.actions.questionnaires import kept_questionnaire
from loim.assessments.models import Questionnaire, QuestionnaireVersion, VersionState
from loim.assessments.permissions import may_keep
from loim.assessments.queries.tree import Tree, tree_of
from loim.common.refusals import Refusal
from loim.people.models import User


class VersionPublished(Refusal):
    message = _(
        "This version is published and stays as it is: others have answered it. Begin a new"
        " version and change that."
    )


class NotReady(Refusal):
    message = _("The version cannot be published yet. %(reasons)s")


def start_version(*, questionnaire: Questionnaire, by: User, now: datetime) -> QuestionnaireVersion:
    """A draft that begins as the latest version; the draft that there is, if there is one."""
    with transaction.atomic():
        row = kept_questionnaire(questionnaire, by)
        latest = row.versions.order_by("-number").first()
        if latest is not None and not latest.is_published:
            return latest
        draft = QuestionnaireVersion.objects.create(
            questionnaire=row,
            number=latest.number + 1 if latest else 1,
            language=row.language,
            made_at=now,
        )
        if latest is not None:
            copy_parts(source=latest, draft=draft)
    return draft


def introduce(
    *,
    version: QuestionnaireVersion,
    introduction: str,
    translations: Mapping[str, Mapping[str, str]],
    by: User,
    now: datetime,
) -> QuestionnaireVersion:
    with transaction.atomic():
        row = kept_draft(version, by)
        row.introduction = introduction
        row.translations = {code: dict(texts) for code, texts in translations.items()}
        row.save(update_fields=["introduction", "translations"])
    return row


def publish_version(
    *, version: QuestionnaireVersion, by: User, now: datetime
) -> QuestionnaireVersion:
    """From now on it never changes, and whoever begins is asked by it.

    Refused: VersionPublished; NotReady, with what is lacking.
    """
    with transaction.atomic():
        row = kept_draft(version, by)
        if reasons := what_is_lacking(tree_of(row)):
            raise NotReady(reasons=" ".join(reasons))
        row.state, row.published_at, row.published_by = VersionState.PUBLISHED, now, by
        row.save(update_fields=["state", "published_at", "published_by"])
    return row


def drop_draft(*, version: QuestionnaireVersion, by: User, now: datetime) -> None:
    with transaction.atomic():
        kept_draft(version, by).delete()


def what_is_lacking(tree: Tree) -> list[str]:
    """Sentences; empty where it may be published. Missing translations do not hinder."""
    reasons = []
    if not tree.themes:
        reasons.append(str(_("Add a theme.")))
    for theme in tree.themes:
        if not theme.statements:
            text = _("Add a statement to the theme '%(theme)s', or remove the theme.")
            reasons.append(text % {"theme": theme.theme.title})
    for asked in tree.statements():
        values = [level.value for level in asked.levels]
        if len(values) < 2 or values[0] != 0:
            text = _(
                "Give '%(statement)s' at least two answers to choose from, the lowest worth 0."
            )
            reasons.append(text % {"statement": asked.statement.wording})
    if len(tree.levels) < 2:
        reasons.append(str(_("Name at least two levels of the result.")))
    elif tree.levels[0].from_percent != 0:
        reasons.append(str(_("The lowest level of the result begins at 0 per cent.")))
    return reasons


def kept_draft(version: QuestionnaireVersion, by: User) -> QuestionnaireVersion:
    """Locked, as it is now; only for those who keep it. Raises VersionPublished."""
    row = (
        QuestionnaireVersion.objects.select_for_update(of=["self"])
        .select_related("questionnaire")
        .get(pk=version.pk)
    )
    if not may_keep(by, row.questionnaire):
        raise PermissionDenied
    if row.is_published:
        raise VersionPublished
    return row
