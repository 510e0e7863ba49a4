"""A name where a whole one would tell too much: in calendars, for example."""


def initials(name: str) -> str:
    """'Mari-Liis Näidis' is 'M. N.'; of no name there is nothing."""
    return " ".join(f"{word[0].upper()}." for word in name.split() if word[0].isalpha())
