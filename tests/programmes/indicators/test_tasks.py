import pytest

from loim.programmes.models import IndicatorValue
from loim.programmes.tasks import refresh_values, refresh_values_every_minute
from tests import factories as make


@pytest.mark.django_db
@pytest.mark.parametrize("task", [refresh_values, lambda: refresh_values_every_minute(0)])
def test_a_refresh_behind_the_pages_counts_what_is_out_of_date(task):
    indicator = make.indicator(make.programme())
    make.measure(indicator)

    task()

    assert IndicatorValue.objects.filter(indicator=indicator, value=0).exists()
