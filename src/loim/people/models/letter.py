"""Letters that people may do without."""

from django.db import models

from loim.people.models.user import User


class LetterSwitchedOff(models.Model):
    """This person does not want these letters; `letter` is a key of `people.letters`. Goes with
    the account."""

    user = models.ForeignKey(User, models.CASCADE, related_name="letters_switched_off")
    letter = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "letter"], name="letter_switched_off_once"),
            models.CheckConstraint(
                name="letter_switched_off_is_named", condition=~models.Q(letter="")
            ),
        ]

    def __str__(self) -> str:
        return self.letter
