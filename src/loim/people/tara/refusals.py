"""What can go wrong on the way through TARA, in words for the person on their way."""

from django.utils.translation import gettext_lazy as _

from loim.common.refusals import Refusal


class TaraUnreachable(Refusal):
    message = _(
        "The state's authentication service cannot be reached at the moment. "
        "Try again in a few minutes, or sign in with a code sent to your e-mail."
    )


class TaraCancelled(Refusal):
    message = _("You cancelled. Nothing was changed, and you can choose another way to sign in.")


class TaraNotStartedHere(Refusal):
    message = _(
        "This sign-in was not started in this browser, or it took more than ten minutes. "
        "Please start again."
    )


class TaraAnswerRefused(Refusal):
    """The log says which check failed; the page does not, since it helps only an attacker."""

    message = _(
        "The answer of the authentication service could not be trusted, so you were not signed "
        "in. Please start again. If it happens again, write to the platform's administrator."
    )


class TaraIdentityUnknown(Refusal):
    message = _(
        "No account is linked to this state identity yet. Sign in with a code sent to your "
        "e-mail, open your profile, and link it there. From then on this way works too."
    )


class TaraAccountClosed(Refusal):
    message = _("The account that this state identity is linked to is closed.")
