"""Translate a whole field by a translator that only knows short texts, and lose no tag."""

from collections.abc import Callable, Sequence

from loim.content.logic.machine.protection import (
    as_answered,
    as_sent,
    protected,
    runs_of,
    unprotected,
    with_runs,
)
from loim.content.logic.segments import Segment, cut, join

Translate = Callable[[Sequence[str]], list[str]]


def translate_field(value: str, *, is_rich: bool, translate: Translate) -> str:
    """Block by block. Where the answer lost a tag, the block's texts go once more without any."""
    whole = cut(value, is_rich=is_rich)
    sources = [protected(segment) for segment in whole.segments]
    wanted = [place for place, source in enumerate(sources) if runs_of(source)]
    answers = translate([as_sent(sources[place]) for place in wanted]) if wanted else []
    done: list[Segment] = list(sources)
    lost: list[int] = []
    for place, answer in zip(wanted, answers, strict=True):
        found = as_answered(answer, sources[place])
        if found is None:
            lost.append(place)
        else:
            done[place] = found
    if lost:
        _text_by_text(done, lost, translate)
    finished = [unprotected(new, old) for new, old in zip(done, whole.segments, strict=True)]
    return join(whole.frame, finished, is_rich=is_rich)


def _text_by_text(done: list[Segment], lost: list[int], translate: Translate) -> None:
    runs = [runs_of(done[place]) for place in lost]
    answers = translate([run for each in runs for run in each])
    for place, each in zip(lost, runs, strict=True):
        done[place] = with_runs(done[place], answers[: len(each)])
        answers = answers[len(each) :]


def parts_of(value: str, *, is_rich: bool) -> int:
    return len(cut(value, is_rich=is_rich).segments)
