"""Exports: what its owner sees at the moment of making, marked, sealed, and destroyed after a week."""

import io
from datetime import timedelta

import openpyxl
import pytest

from cases import tasks
from cases.actions import exports
from cases.models import ListExport
from ledger import access, history
from ledger.models import SealedFile
from notifications.models import Message
from tests.cases.factories import TODAY, a_case, a_complaint
from tests.cases.views.desk import at_desk, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]
EXPORTS = "/desk/exports/"
WANTED = {"kind": "cases", "query": "state=investigating", "columns": ["number", "matter", "unit"], "token": "t"}  # fmt: skip


@pytest.fixture
def officer(world):
    return at_desk(world["county.officer"])


def ask(client, **said):
    answer = client.post(EXPORTS, WANTED | said)
    assert answer.status_code == 303
    return ListExport.objects.get(pk=int(answer.url.split("/")[-2]))


def made(client, **said):
    export = ask(client, **said)
    tasks.make_export(export.pk)
    export.refresh_from_db()
    assert export.state == "done"
    return export


def fetched(client, export):
    answer = client.get(f"{EXPORTS}{export.pk}/list.xlsx")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def lines(client, export):
    book = openpyxl.load_workbook(io.BytesIO(fetched(client, export)))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_an_export_holds_the_filtered_list_with_the_columns_that_were_shown(world, officer):
    case = a_case(world, "investigating", title="补课")
    a_case(world, "dispatched")
    a_case(world, "investigating", handling_unit=world.other, team=[])

    _mark, headings, *rows, _end = lines(officer, made(officer))

    assert headings == ["编号", "事由", "承办单位"]
    assert rows == [[case.number, f"补课 · {world.school.name}", world.county.shown_name]]


def test_an_export_bears_who_where_when_and_its_number(world, officer):
    a_case(world, "investigating")
    export = made(officer)
    book = openpyxl.load_workbook(io.BytesIO(fetched(officer, export)))
    first, *_rows, last = book.active.iter_rows(values_only=True)

    assert first[0] == last[0] == book.active.oddFooter.center.text
    for word in (export.number, "试验county.officer", world.county.name, "20"):
        assert word in first[0]


def test_no_cell_of_an_export_is_a_formula(world, officer):
    for title in ("=HYPERLINK(1)", "+1", "-1", "@x", "\t=1"):
        a_case(world, "investigating", title=title)
    a_case(world, "investigating", title="断\x0b字")

    cells = [row[1] for row in lines(officer, made(officer))[2:-1]]

    assert all(cell.startswith(("'", "断字")) for cell in cells)
    assert len(cells) == 6


def test_rights_that_ended_meanwhile_count_when_it_is_made(world, officer):
    a_case(world, "investigating")
    export = ask(officer)
    world["county.officer"].appointments.update(ends_on=TODAY - timedelta(1))

    tasks.make_export(export.pk)

    export.refresh_from_db()
    assert (export.state, export.done) == ("done", 0)


def test_nobody_else_has_it(world, officer):
    export = made(officer)
    for login in ("county.approver", "city.intake", "auditor" if "auditor" in world.people else "city.auditor"):  # fmt: skip
        client = at_desk(world[login])
        for address in (f"{EXPORTS}{export.pk}/", f"{EXPORTS}{export.pk}/list.xlsx"):
            assert client.get(address).status_code == 404
        assert export.number not in text_of(client.get(EXPORTS))


def test_an_export_is_closed_with_any_of_its_rows(world, officer):
    kept, lost = a_case(world, "investigating"), a_case(world, "investigating")
    export = made(officer)
    assert officer.get(f"{EXPORTS}{export.pk}/list.xlsx").status_code == 200

    lost.recusals.create(user=world["county.officer"], reason="亲属", on=TODAY)

    answer = officer.get(f"{EXPORTS}{export.pk}/list.xlsx")
    assert (answer.status_code, kept.number in text_of(answer)) == (409, False)
    assert len(lines(officer, made(officer, token="again"))) == 4  # two marks, headings, one row


def test_fetching_is_written_down_first_with_hash_and_bytes(world, officer):
    export = made(officer)

    content = fetched(officer, export)

    what = access.of(f"export:{export.pk}").get().what
    assert what == f"{export.number} sha256:{export.sha256} {len(content)} bytes"


def test_history_keeps_who_took_what_out_and_how_many_rows(world, officer):
    a_case(world, "investigating")

    export = made(officer)

    event = history.of(f"export:{export.pk}").get()
    assert event.actor_key == "county.officer"
    assert event.payload.content["filters"] == {"state": ["investigating"]}
    assert event.payload.content["rows"] == 1
    assert Message.objects.get(reader=world["county.officer"]).kind == "export.done"


def test_after_a_week_the_file_is_destroyed_and_the_row_stays(world, officer, set_today):
    export = made(officer)
    set_today(TODAY + timedelta(7))
    tasks.sweep()
    assert officer.get(f"{EXPORTS}{export.pk}/list.xlsx").status_code == 200
    set_today(TODAY + timedelta(8))
    assert officer.get(f"{EXPORTS}{export.pk}/list.xlsx").status_code == 404

    tasks.sweep()

    assert not SealedFile.objects.exists()
    assert "destroyed after its week" in text_of(officer.get(f"{EXPORTS}{export.pk}/"))


def test_the_same_form_twice_is_one_export_and_made_twice_it_is_made_once(world, officer):
    first, second = made(officer), ask(officer)

    tasks.make_export(first.pk)

    assert first == second
    assert SealedFile.objects.count() == 1
    assert Message.objects.count() == 1


def test_an_export_whose_worker_was_killed_is_taken_up(world, officer, django_capture_on_commit_callbacks):  # fmt: skip
    export = ask(officer)
    export.claim(lease=timedelta(seconds=-1))
    woken = []
    exports.outbox.wake, wake = lambda *said: woken.append(said), exports.outbox.wake
    try:
        tasks.sweep()
    finally:
        exports.outbox.wake = wake

    assert ("cases.tasks.make_export", export.pk) in woken
    tasks.make_export(export.pk)
    export.refresh_from_db()
    assert export.state == "done"


def test_a_longer_list_is_cut_and_says_so(world, officer, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    for _n in range(3):
        a_case(world, "investigating")

    export = made(officer)

    assert (export.done, export.is_cut) == (2, True)
    assert "first 50,000 rows" in text_of(officer.get(f"{EXPORTS}{export.pk}/"))


def test_progress_is_shown_and_the_page_looks_again(world, officer):
    export = ask(officer)
    export.claim(lease=timedelta(minutes=1))
    exports.mark(export, done=500, total=1000)

    text = text_of(officer.get(f"{EXPORTS}{export.pk}/"))

    assert ("500 of 1000 rows" in text, "data-watch" in text) == (True, True)


def test_chosen_rows_alone_are_exported_in_bulk(world, officer):
    chosen, _other = a_case(world, "investigating"), a_case(world, "investigating")
    said = {"deed": "export", "chosen": [chosen.slug], "columns": ["number"]}

    answer = officer.post("/desk/bulk/cases/", said)
    export = ListExport.objects.get()
    tasks.make_export(export.pk)

    assert answer.url == f"{EXPORTS}{export.pk}/"
    assert [row[0] for row in lines(officer, export)[2:-1]] == [chosen.number]


def test_complaints_are_exported_without_their_words(world):
    client = at_desk(world["city.intake"])
    a_complaint(world, narrative="绝密经过", teacher_name="某某")

    content = lines(client, made(client, kind="complaints", query="", columns=[]))

    assert not any("绝密" in str(cell) for row in content for cell in row)
    assert any("某某" in str(cell) for row in content for cell in row)


@pytest.mark.parametrize("sent", [{}, {"kind": "x", "token": "t"}, {"kind": "cases", "token": ""}])
def test_what_makes_no_sense_is_no_export(officer, sent):
    assert officer.post(EXPORTS, sent).status_code == 409
    assert not ListExport.objects.exists()
