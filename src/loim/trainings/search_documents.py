"""Training programmes as they are found: once they are published, by everybody."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from loim.search.giving import words_of
from loim.search.providers import Document, Provider, Watch, register
from loim.trainings.models import Training, TrainingStatus


def register_search() -> None:
    register(
        Provider(
            "trainings", _("Training programmes"), _all_trainings, _trainings, one=pgettext_lazy("one of them", "training programme"),
            watches=(Watch("trainings_training"),),
        )
    )  # fmt: skip


def _all_trainings() -> Iterable[int]:
    return Training.objects.values_list("pk", flat=True)


def _trainings(ids: Sequence[int]) -> Iterable[Document]:
    rows = Training.objects.filter(pk__in=ids).exclude(status=TrainingStatus.DRAFT)
    for training in rows.select_related("organiser"):
        yield Document(
            object_id=training.pk,
            texts=words_of(
                training, "title", ["purpose", "description", "results"],
                keywords=training.organiser.name,
            ),
            language=training.language,
            url_name="training",
            url_args=[training.pk],
            day=training.start_date,
        )  # fmt: skip
