"""What a program asks for around a draw, under the applicants' own ids."""

import json
import re
from pathlib import Path

import pytest

from fairplaces import (
    Applicant,
    BadInput,
    BadRecord,
    Held,
    ImpossibleRules,
    Rule,
    Secret,
    hold_draw,
    problem_of_applicants,
    relaxations,
    verify,
)
from fairplaces.messages import LANGUAGES
from fairplaces.naming import pseudonyms
from fairplaces.record import problem_of, sealed
from tests.fairplaces.exact import keeps

SECRET = Secret("the organiser's own long secret")
RULES = (Rule("party", "city", 2, 4), Rule("party", "ngo", 2, 3))


def applicants() -> list[Applicant]:
    return [
        *(Applicant(f"city-{i}", {"party": "city"}, household=f"h{i // 2}") for i in range(8)),
        *(Applicant(f"ngo-{i}", {"party": "ngo"}) for i in range(4)),
        Applicant("ngo-a", {"party": "ngo"}, group="pair"),
        Applicant("ngo-b", {"party": "ngo"}, group="pair"),
        Applicant("chair", {"party": "city"}, must="opens the day"),
        Applicant("staff", {"party": "city"}, must_not="works for the organiser"),
    ]


def held() -> Held:
    return hold_draw(problem_of_applicants(applicants(), 6, RULES), SECRET, "4 8 15")


def test_a_draw_keeps_rules_groups_households_and_decisions() -> None:
    found = held()
    assert len(found.selected) == 6
    assert "chair" in found.selected
    assert "staff" not in found.selected
    assert ("ngo-a" in found.selected) == ("ngo-b" in found.selected)
    assert keeps(problem_of(found.record), frozenset(found.names[p] for p in found.selected))
    assert found.is_proven
    assert found.chances["chair"] == 1
    assert found.chances["staff"] == 0
    assert found.smallest_chance <= found.bound


def test_the_same_question_gets_the_same_answer_whatever_the_order_of_applicants() -> None:
    other = problem_of_applicants(reversed(applicants()), 6, RULES)
    assert hold_draw(other, SECRET, "4 8 15").record == held().record
    assert hold_draw(other, SECRET, "16 23 42").record["result"] != held().record["result"]


def test_a_draw_comes_back_from_its_record() -> None:
    record = json.loads(json.dumps(held().record))
    ids = [one.id for one in applicants()]
    again = Held.of(record, ids, SECRET)
    assert again.selected == held().selected
    assert again.chances == held().chances
    with pytest.raises(BadInput, match="do not fit"):
        Held.of(record, [*ids, "late"], SECRET)
    with pytest.raises(BadInput, match="do not fit"):
        Held.of(record, ids[1:], SECRET)
    with pytest.raises(BadInput, match="do not fit"):
        Held.of(record, ids, Secret("another secret altogether"))
    with pytest.raises(BadRecord):
        Held.of(sealed({**record, "chances": []}), ids, SECRET)


def test_the_record_tells_neither_the_secret_nor_what_makes_the_pseudonyms() -> None:
    record = held().record
    text = json.dumps(record)
    assert SECRET.text not in text
    assert SECRET.salt not in text
    assert "chair" not in text
    verify(record, commitment=SECRET.commitment)
    # Whoever has the record and a list of names tries all it tells as salts, in vain.
    published = {person["id"] for person in record["problem"]["people"]}
    told = [*record["seed"].values(), record["hash"], *re.findall(r"[0-9a-f]{64}", text)]
    ids = [one.id for one in applicants()]
    for salt in told:
        assert not published & set(pseudonyms(ids, salt).values())
    assert published == set(pseudonyms(ids, SECRET.salt).values())


def test_a_secret_does_not_show_itself() -> None:
    assert SECRET.text not in repr(SECRET)
    assert len(Secret.new().text) == 64
    assert Secret.new() != Secret.new()
    assert Secret("short").is_weak
    with pytest.raises(BadInput, match="secret is empty"):
        Secret(" ")


def test_everybody_gets_an_explanation_as_codes_and_in_four_languages() -> None:
    found = held()
    for one in applicants():
        for message in found.explain(one.id):
            assert json.dumps(message.as_json())
            assert all(message.text(language).strip() for language in LANGUAGES)
    assert [message.code for message in found.explain("chair")] == ["explain.must"]
    assert found.explain("staff")[0].details["reason"] == "works for the organiser"
    codes = [message.code for message in found.explain("city-0")]
    assert codes[:2] in (
        ["explain.selected", "explain.chance"],
        ["explain.not_selected", "explain.chance"],
    )
    with pytest.raises(KeyError):
        found.explain("nobody")


def test_team_mates_of_somebody_decided_upon_are_told_without_the_reason() -> None:
    pair = [Applicant(f"p{i}", {}, group="pair", must="an illness" * (i == 0)) for i in (0, 1)]
    rest = [Applicant(f"r{i}", {}) for i in range(4)]
    found = hold_draw(problem_of_applicants([*pair, *rest], 3), SECRET)
    [message] = found.explain("p1")
    assert message.code == "explain.team_must"
    assert "illness" not in message.text("en")


def test_a_withdrawal_is_replaced_and_the_waiting_list_goes_on() -> None:
    first = held()
    waiting = first.waiting()
    assert sorted([*waiting, *first.selected]) == sorted(
        one.id for one in applicants() if one.id != "staff"
    )
    leaving = next(person for person in first.selected if person.startswith("city"))
    done = first.replace([leaving])
    second = done.held
    assert done.is_restored
    assert set(first.selected) - {leaving} <= set(second.selected)
    assert second.withdrawn == (leaving,)
    assert leaving not in second.waiting()
    [came] = done.admitted
    assert second.explain(came)[-1].code == "explain.replaced"
    assert second.explain(leaving)[-1].code == "explain.withdrawn"
    verify(second.record, full=True)
    for person in (leaving, "nobody", came + "x"):
        with pytest.raises(BadInput, match="not among those admitted"):
            second.replace([person])


def test_only_those_who_are_available_are_called_and_empty_places_are_told() -> None:
    first = held()
    leaving = next(person for person in first.selected if person.startswith("city"))
    done = first.replace([leaving], available=[])
    assert done.admitted == ()
    assert not done.is_restored
    assert "replace.empty" in [message.code for message in done.messages]
    assert "1" in done.messages[-1].text("et")


def test_answers_that_look_alike_are_alike() -> None:
    composed, apart = "V\u00f5ru", "Vo\u0303ru "
    people = [Applicant("a", {"county": composed}), Applicant("b", {"county": apart})]
    problem = problem_of_applicants(people, 1, [Rule("county", apart, 1, 1)])
    assert {person.answers["county"] for person in problem.people} == {composed}


@pytest.mark.parametrize("answer", [7, None, 1.5, "\ud800"])
def test_an_answer_that_is_no_text_is_refused(answer: object) -> None:
    people = [Applicant("a", {"age": answer})]  # type: ignore[dict-item]
    with pytest.raises(BadInput) as caught:
        problem_of_applicants(people, 1, [Rule("age", "7")])
    assert caught.value.problems[0].code == "input.not_text"
    with pytest.raises(BadInput):
        problem_of_applicants([Applicant(7, {})], 1)  # type: ignore[arg-type]


def test_impossible_rules_are_answered_with_relaxations() -> None:
    people = [
        Applicant(f"p{i}", {"a": "x" if i < 2 else "y", "b": "u" if i < 2 else "v"})
        for i in range(4)
    ]
    rules = [Rule("a", "x", 2), Rule("a", "y"), Rule("b", "u", 0, 1), Rule("b", "v")]
    problem = problem_of_applicants(people, 3, rules)
    with pytest.raises(ImpossibleRules):
        hold_draw(problem, SECRET)
    assert relaxations(problem)[0].text(problem, "uk")


def test_the_worked_example_of_the_documentation_runs() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "fairplaces.md"
    section = page.read_text(encoding="utf-8").split("## Using it from a program")[1]
    [code] = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    room: dict[str, object] = {}
    exec(compile(code, str(page), "exec"), room)  # noqa: S102  (our own page)
    assert len(room["drawn"].selected) == 30  # type: ignore[attr-defined]
