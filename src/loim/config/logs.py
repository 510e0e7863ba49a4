"""Structured logs: one JSON object a line in production, readable lines at a desk."""

import re
from typing import Any

import structlog

# What an address must not tell the log: a link that lets somebody in. Also where it is part
# of another address, such as the page to go to after signing in (`?next=%2Finvitation%2F…`).
_SLASH = "(?:/|%2F|%252F)"
SECRETS_IN_ADDRESSES = re.compile(
    rf"({_SLASH}invitation{_SLASH}|{_SLASH}demo{_SLASH}link{_SLASH}"
    rf"|{_SLASH}events{_SLASH}registrations{_SLASH}|{_SLASH}events{_SLASH}feedback{_SLASH}"
    rf"|{_SLASH}proposals{_SLASH}letter{_SLASH}|{_SLASH}surveys{_SLASH}answer{_SLASH})"
    r"[^/?%&\s]+|(/tara/return/)\?.*",
    re.IGNORECASE,
)
# Whatever looks like a secret (`loim.common.own_keys`: 32 characters, some with a row's number
# before them), so that no module has to be named here. A long word in an address is no loss.
SECRET_LOOKING = re.compile(rf"({_SLASH})(?:\d+\.)?[A-Za-z0-9_-]{{24,}}", re.IGNORECASE)
# Feedback of a field visit's day is given by the participant's own link, and is anonymous, too.
ANONYMOUS_DAYS = re.compile(
    rf"{_SLASH}visits{_SLASH}own{_SLASH}[^/?%&\s]+{_SLASH}days{_SLASH}", re.IGNORECASE
)
# Feedback and some surveys are anonymous: the log must not tell who answered when.
ANONYMOUS_ADDRESSES = re.compile(
    rf"{_SLASH}events{_SLASH}feedback{_SLASH}|{_SLASH}surveys{_SLASH}answer{_SLASH}",
    re.IGNORECASE,
)
# What people say about themselves to get their own list of services and steps stands in the
# address alone, and we promise to keep it nowhere.
ABOUT_ONESELF = re.compile(
    rf"({_SLASH}(?:journeys|services){_SLASH}[^?\s]*?)(?:\?|%3F|%253F)\S*", re.IGNORECASE
)
_WHO = ("ip", "user_id", "user_agent")


def without_secrets(_logger: Any, _name: str, event: Any) -> Any:
    """Whoever reads the log must not be able to open an invitation in somebody's place.

    Django names the address in the message itself when a page fails or a form is refused.
    """
    for key in ("request", "event"):
        if isinstance(event.get(key), str):
            event[key] = SECRETS_IN_ADDRESSES.sub(r"\1\2…", event[key])
            event[key] = SECRET_LOOKING.sub(r"\1…", event[key])
            event[key] = ABOUT_ONESELF.sub(r"\1?…", event[key])
            if ANONYMOUS_ADDRESSES.search(event[key]) or ANONYMOUS_DAYS.search(event[key]):
                for name in _WHO:
                    event.pop(name, None)
    return event


SHARED_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    without_secrets,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def logging_settings(*, is_human: bool) -> dict[str, Any]:
    """Django's LOGGING; also sets structlog up, so that both speak with one voice."""
    structlog.configure(
        processors=[*SHARED_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.dev.ConsoleRenderer(
            colors=False,
            # A traceback with the values of variables would put personal data into the log.
            exception_formatter=structlog.dev.plain_traceback,
        )
        if is_human
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    final = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if not is_human:
        final.append(structlog.processors.format_exc_info)  # type: ignore[arg-type]  # same call shape
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [*final, renderer],
                "foreign_pre_chain": SHARED_PROCESSORS,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "loim": {"level": "INFO"},
            "django_structlog": {"level": "INFO"},
            "procrastinate": {"level": "WARNING"},
        },
    }
