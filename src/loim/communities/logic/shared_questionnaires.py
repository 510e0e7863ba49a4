"""Which self-assessment each switch of sharing opens: what is shared by its questionnaire."""

from collections.abc import Mapping

SLUG_OF: Mapping[str, str] = {
    "phase": "kogukonna-arengufaasid",
    "readiness": "kogukonna-kriisivalmidus",
}
