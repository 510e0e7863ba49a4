"""How far communities are, by their latest finished self-assessments."""

from collections.abc import Collection

from loim.assessments.queries.results import SubjectResult, latest_results

PHASES = "kogukonna-arengufaasid"
READINESS = "kogukonna-kriisivalmidus"


def phases_of(subjects: Collection[int]) -> dict[int, SubjectResult]:
    """By the subject's key; whoever shows it has asked who shares it. Four queries."""
    return latest_results(subjects, PHASES)


def readiness_of(subjects: Collection[int]) -> dict[int, SubjectResult]:
    return latest_results(subjects, READINESS)
