"""Was a page opened by somebody who reads it?"""

import re

# What programs that walk the web, look after links or make previews call themselves.
_PROGRAMS = re.compile(
    r"bot\b|bot[/;_ -]|crawl|spider|slurp|archiver|preview|scan|monitor|check|probe|fetch|headless"
    r"|curl|wget|python|httpx|okhttp|java/|go-http|libwww|perl|ruby|axios|node|phantom|lighthouse"
    r"|facebookexternalhit|whatsapp|telegram|embedly|validator|feed|rss|uptime|pingdom",
    re.IGNORECASE,
)


def is_read_by_a_person(*, user_agent: str, purposes: tuple[str, ...]) -> bool:
    """`purposes` are what the browser says of a page that it loads ahead (Sec-Purpose, Purpose,
    X-Moz); a caller that does not say what it is is taken for a program."""
    if any("prefetch" in purpose.lower() or "preview" in purpose.lower() for purpose in purposes):
        return False
    return bool(user_agent.strip()) and not _PROGRAMS.search(user_agent)
