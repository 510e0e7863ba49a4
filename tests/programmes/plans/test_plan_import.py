import pytest

from loim.programmes.queries.stored_plans import stored_document

pytestmark = pytest.mark.django_db


def test_the_plan_of_2023_is_stored_exactly_as_it_was_read(imported, document):
    assert stored_document(imported) == document
