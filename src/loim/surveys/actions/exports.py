"""Taking results out as a file is written down."""

from datetime import datetime

from loim.people.models import User
from loim.surveys.models import Survey, SurveyExport


def note_export(
    *, survey: Survey, has_answers: bool, sheets: int, by: User, now: datetime
) -> SurveyExport:
    return SurveyExport.objects.create(
        survey=survey, has_answers=has_answers, sheets=sheets, exported_at=now, exported_by=by
    )
