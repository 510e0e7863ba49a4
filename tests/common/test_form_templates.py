"""Fields as the page shows them: every one with its label, help and error tied to it."""

import re
from datetime import date

import pytest
from django import forms
from django.utils.translation import override

from tests.common.gallery import EveryField


def ids(html: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', html))


def test_every_label_and_description_points_at_something():
    html = str(EveryField({}))

    pointed = set(re.findall(r'\sfor="([^"]+)"', html)) | set(re.findall(r'href="#([^"]+)"', html))
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        pointed |= set(described.split())
    assert pointed - ids(html) == set()


def test_help_and_error_are_read_with_the_field():
    html = str(EveryField({})["title"].as_field_group())

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_radios_are_a_group_with_a_legend():
    html = str(EveryField()["scope"].as_field_group())

    assert html.count("<fieldset") == html.count("<legend") == 1
    assert '<label class="ds-label" for="id_scope_0">Maakond</label>' in html


def test_optional_field_says_so_and_required_one_does_not():
    form = EveryField()

    with override("en"):
        assert "(optional)" in form["email"].as_field_group()
        assert "(optional)" not in form["title"].as_field_group()


@pytest.mark.parametrize("language", ["et", "en", "ru", "uk"])
def test_date_is_filled_in_as_a_date_picker_wants_it(language):
    with override(language):
        html = str(EveryField(initial={"start": date(2023, 5, 31)})["start"])

    assert 'type="date"' in html
    assert 'value="2023-05-31"' in html


@pytest.mark.parametrize("text", ["2023-05-31", "31.05.2023"])
def test_date_is_understood_from_a_picker_and_as_people_write_it(text):
    with override("et"):
        assert forms.DateField().clean(text) == date(2023, 5, 31)


def test_summary_names_each_error_once_with_its_field():
    with override("en"):
        html = str(EveryField({"email": "x", "title": "y"}))

    assert html.count('class="ds-error-summary"') == 1
    assert '<a href="#id_email">E-post: ' in html
    assert "#id_title" not in html


def test_form_without_errors_has_no_summary():
    assert "ds-error-summary" not in str(EveryField())


def test_values_are_escaped_in_every_kind_of_field():
    evil = '"><script>'
    html = str(
        EveryField({"title": evil, "note": evil, "kind": evil, "start": evil, "email": evil})
    )

    assert "<script>" not in html
