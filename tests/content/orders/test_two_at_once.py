"""Two people at an agency bring their files at the same moment; real transactions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from loim.content.actions.xliff.delivering import deliver_to_order
from loim.content.models import Delivery, TranslationOrder
from loim.content.queries.orders.files import order_file
from tests.factories import content as make
from tests.factories import translation_orders as orders
from tests.world import World


@pytest.mark.django_db(transaction=True)
def test_the_same_file_twice_is_one_and_another_is_kept_beside_it(world: World) -> None:
    now, by = timezone.now(), world.coordinator
    text = make.text(world.rakvere, by, now)
    make.published(text, "et", by, now)
    order = orders.sent(text, "ru", by, now)
    sent = order_file(order, "et", "ru")
    first, other = orders.translated(sent), orders.translated(sent, {"Tere": "Привет"})
    together = Barrier(4)

    def bring(content: bytes) -> int:
        try:
            together.wait(10)
            return deliver_to_order(order=order, name="t.xlf", content=content, by=None, now=now).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        keys = list(pool.map(bring, [first, first, other, other]))
    assert keys[0] == keys[1] != keys[2] == keys[3]
    assert Delivery.objects.count() == 2
    assert TranslationOrder.objects.get().state == "received"
