"""Two real transactions at once: one click wins, the other learns of it."""

import threading

import pytest
from django.db import connections, transaction

from cases.models import Case
from ledger import history
from people.roles import Role
from tests.cases.factories import World, a_case, a_person
from tests.cases.views.desk import at_desk, hidden, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def a_dispatched_case():
    """A world and a case in it, committed."""
    world = World()
    with transaction.atomic():
        return world, a_case(world, "dispatched")


def both_send(clients, address, typed):
    """Press both buttons in the same moment. The codes of the answers."""
    start, codes = threading.Barrier(len(clients)), []

    def press(client):
        start.wait()
        codes.append(client.post(address, typed).status_code)
        connections.close_all()

    threads = [threading.Thread(target=press, args=[one]) for one in clients]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(codes)


def test_two_people_do_the_same_at_once_and_one_is_told():
    world, case = a_dispatched_case()
    clients = [at_desk(world["county.officer"]), at_desk(a_person(world.county, Role.OFFICER))]
    typed = hidden(clients[0], case, "sign")

    assert both_send(clients, page_of(case, "sign"), typed) == [302, 409]
    assert [one.kind for one in history.of(case.subject)] == ["case.signed"]


def test_a_double_click_is_done_once_and_leads_on_twice():
    world, case = a_dispatched_case()
    one, two = at_desk(world["county.officer"]), at_desk(world["county.officer"])
    typed = hidden(one, case, "sign")

    assert both_send([one, two], page_of(case, "sign"), typed) == [302, 302]
    assert [event.kind for event in history.of(case.subject)] == ["case.signed"]
    assert Case.objects.get(pk=case.pk).version == 1
