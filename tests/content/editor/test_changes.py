"""What changed is shown word by word and block by block, and nothing of either text is missing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loim.content.logic.changes import Part, block_changes, without_the_same, word_changes

# Whatever else the machine is doing.
WITHOUT_HASTE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.lists(
    st.sampled_from(["üks", "kaks", "kolm", ",", " ", "\n", "neli."]), max_size=20
).map("".join)


def test_words_that_are_gone_and_new() -> None:
    assert word_changes("Tule 10 päeva jooksul.", "Tule kohale 30 päeva jooksul.") == (
        Part("same", "Tule "),
        Part("gone", "10"),
        Part("new", "kohale 30"),
        Part("same", " päeva jooksul."),
    )


@WITHOUT_HASTE
@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_changes(before: str, after: str) -> None:
    parts = word_changes(before, after)
    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "gone") == after
    assert (before == after) == all(part.kind == "same" for part in parts)


def test_blocks_that_are_the_same_are_only_counted() -> None:
    before = "<h2>Hind</h2><p>Tasuta.</p><p>Võta kaasa pass ja leping.</p><p>Lõpp</p>"
    after = (
        "<h2>Hind</h2><p>Tasuta.</p><p>Võta kaasa ID-kaart ja leping.</p><h3>Lõpp</h3><p>Uus</p>"
    )

    found = without_the_same(block_changes(before, after))

    assert found[0] == 2
    changed, form, new = found[1:]
    assert not isinstance(changed, int)
    assert changed.kind == "changed"
    assert changed.parts == (
        Part("same", "Võta kaasa "), Part("gone", "pass"), Part("new", "ID-kaart"),
        Part("same", " ja leping."),
    )  # fmt: skip
    assert [(block.kind, block.text) for block in (form, new) if not isinstance(block, int)] == [
        ("form", "Lõpp"), ("new", "Uus"),
    ]  # fmt: skip


def test_another_address_behind_the_same_words_is_a_change() -> None:
    old, new = (f'<p>Vaata <a href="https://{at}.example.ee/">siit</a></p>' for at in ("a", "b"))
    [block] = block_changes(old, new)
    assert block.kind == "changed"
    assert Part("gone", "a") in block.parts


@WITHOUT_HASTE
@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.sampled_from("abcd"), max_size=8))
def test_no_block_of_either_text_is_missing(before: list[str], after: list[str]) -> None:
    old, new = ("".join(f"<p>{word}</p>" for word in words) for words in (before, after))
    blocks = block_changes(old, new)
    assert [
        "".join(part.text for part in block.parts if part.kind != "new")
        for block in blocks if block.kind != "new"
    ] == before  # fmt: skip
    assert [
        "".join(part.text for part in block.parts if part.kind != "gone")
        for block in blocks if block.kind != "gone"
    ] == after  # fmt: skip
