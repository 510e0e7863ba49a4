"""Who is counted: no two months can be compared to learn one community's level."""

from hypothesis import given, settings
from hypothesis import strategies as st

from loim.communities.logic.overview.publishing import is_safe, next_counted

SEVEN = {1: 1, 2: 2, 3: 3, 4: 2, 5: 1, 6: 2, 7: 3}


def rank(community):
    return (community * 37 % 101) / 101


def following(now, earlier):
    before = earlier[-1] if earlier else {}
    return next_counted(now=now, earlier=earlier, before=before, rank=rank)


def test_four_are_too_few_and_five_are_counted_unless_they_are_all_alike():
    assert following({1: 1, 2: 2, 3: 3, 4: 1}, []) == {}
    assert following({1: 1, 2: 2, 3: 3, 4: 1, 5: 1}, []) == {1: 1, 2: 2, 3: 3, 4: 1, 5: 1}
    assert following(dict.fromkeys(range(9), 2), []) == {}


def test_one_who_joins_waits_for_four_others():
    assert following({**SEVEN, 8: 3}, [SEVEN]) == SEVEN
    joined = {8: 1, 9: 2, 10: 1, 11: 3, 12: 2}
    assert following({**SEVEN, **joined}, [SEVEN]) == {**SEVEN, **joined}
    # All five alike would tell the level of each.
    assert following({**SEVEN, **dict.fromkeys(range(8, 13), 2)}, [SEVEN]) == SEVEN


def test_one_who_withdraws_is_out_at_once_and_others_stay_out_with_them():
    twelve = {**SEVEN, 8: 1, 9: 2, 10: 1, 11: 3, 12: 2}
    now = {community: level for community, level in twelve.items() if community != 3}

    counted = following(now, [twelve])

    assert 3 not in counted
    assert len(counted) == 7
    # They do not come back next month: then two months would differ by one alone.
    assert following(now, [twelve, counted]) == counted


def test_where_few_are_left_nobody_is_counted():
    now = {community: level for community, level in SEVEN.items() if community != 3}

    assert following(now, [SEVEN]) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.integers(1, 14), st.integers(1, 4), max_size=14), min_size=1, max_size=8
    )
)
def test_no_two_months_differ_by_fewer_than_five_and_nobody_stays_who_withdrew(months):
    published = []
    for now in months:
        counted = following(now, published)
        assert counted.keys() <= now.keys()
        assert is_safe(counted, published)
        published.append(counted)
    for place, one in enumerate(published):
        assert not one or (len(one) >= 5 and len(set(one.values())) > 1)
        for other in published[:place]:
            changed = {
                key: (one.get(key), other.get(key))
                for key in one.keys() | other.keys()
                if one.get(key) != other.get(key)
            }
            assert not changed or (len(changed) >= 5 and len(set(changed.values())) > 1)
