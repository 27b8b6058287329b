"""Spreadsheets of the hotline: every row once, whatever happens in between; nothing of a caller in clear."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases import spreadsheets, tasks
from cases.actions import batches, intake
from cases.models import BatchRow, Complaint, IntakeBatch
from ledger import vault
from notifications.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fixed_day")]

HEADINGS = [
    "工单编号",
    "受理时间",
    "办理时限",
    "诉求人",
    "联系电话",
    "诉求标题",
    "诉求内容",
    "区县",
    "原工单编号",
]
ROWS = [
    ["WZ-1", "2026-10-10 08:30", "2026-10-20", "匿名", "", "补课", "老师周末补课收费。", "试验区", ""],
    ["WZ-2", "2026/10/11", "", "演示来电人", "13800000000", "礼金", "教师节收受礼金。", "", ""],
    ["WZ-3", "2026年10月12日", "", "", "", "", "又在补课。", "", "WZ-1"],
]  # fmt: skip


@pytest.fixture(autouse=True)
def _custodian(world):
    vault.establish({"city.custodian": "secret"}, effort=vault.INTERACTIVE)


@pytest.fixture
def desk(world):
    client = Client()
    client.force_login(world["city.intake"])
    return client


def xlsx(*rows, headings=HEADINGS):
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def bring(desk, content):
    return desk.post("/desk/batches/", {"file": SimpleUploadedFile("orders.xlsx", content)})


def taken_in(desk, *rows):
    bring(desk, xlsx(*rows))
    batch = IntakeBatch.objects.latest("pk")
    tasks.take_in_batch(batch.pk)
    batch.refresh_from_db()
    return batch


def results(batch):
    return [(one.foreign_number, one.result) for one in batch.rows.all()]


def page(answer):
    return answer.content.decode()


def test_each_row_becomes_a_report(world, desk):
    batch = taken_in(desk, *ROWS)

    assert (batch.state, batch.total, batch.done) == ("done", 3, 3)
    assert results(batch) == [("WZ-1", "new"), ("WZ-2", "new"), ("WZ-3", "repeat")]
    one, two, three = Complaint.objects.order_by("pk")
    assert (one.received_on.isoformat(), one.foreign_due_on.isoformat()) == (
        "2026-10-10",
        "2026-10-20",
    )
    assert (one.kind, two.kind) == ("tutoring", "gift")
    assert (one.is_named, two.is_named) == (False, True)
    assert three.repeats == one
    assert {one.taken_by for one in (one, two, three)} == {world["city.intake"]}


def test_the_same_file_again_registers_nothing(desk):
    taken_in(desk, *ROWS)

    again = taken_in(desk, *ROWS)

    assert [result for _number, result in results(again)] == ["known"] * 3
    assert Complaint.objects.count() == 3


def test_a_killed_worker_leaves_no_row_twice_and_none_out(desk, monkeypatch):
    bring(desk, xlsx(*ROWS))
    batch = IntakeBatch.objects.get()
    real, calls = intake.register, []

    def dies(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise MemoryError
        return real(*args, **kwargs)

    monkeypatch.setattr(batches.intake, "register", dies)
    assert batches.take_in(batch.pk) is False
    assert Complaint.objects.count() == BatchRow.objects.count() == 1
    IntakeBatch.objects.update(lease_until=None)

    assert batches.take_in(batch.pk) is True
    assert [number for number, _result in results(batch)] == ["WZ-1", "WZ-2", "WZ-3"]
    assert Complaint.objects.count() == 3


def test_a_worker_killed_outright_is_followed_by_another_when_its_lease_ends(desk, monkeypatch):
    bring(desk, xlsx(*ROWS))
    batch = IntakeBatch.objects.get()
    real = intake.register

    def dies(told, **kwargs):
        if kwargs["arrival"].foreign_number == "WZ-2":
            raise KeyboardInterrupt  # goes past every handler, as a kill does
        return real(told, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(batches.intake, "register", dies)
        with pytest.raises(KeyboardInterrupt):
            batches.take_in(batch.pk)
    assert batches.take_in(batch.pk) is False  # still the dead one's
    assert results(batch) == [("WZ-1", "new")]
    IntakeBatch.objects.update(lease_until=timezone.now())

    assert batches.take_in(batch.pk) is True
    assert [number for number, _result in results(batch)] == ["WZ-1", "WZ-2", "WZ-3"]
    assert Complaint.objects.count() == 3


def test_take_in_twice_is_done_once(desk):
    batch = taken_in(desk, *ROWS)

    assert batches.take_in(batch.pk) is False
    assert Message.objects.filter(kind="batch.done").count() == 1


@pytest.mark.parametrize(
    "row",
    [
        ["", "2026-10-10", "", "", "", "", "补课", "", ""],
        ["WZ-9", "someday", "", "", "", "", "补课", "", ""],
        ["WZ-9", "2026-13-45", "", "", "", "", "补课", "", ""],
        ["WZ-9", "2026-10-13", "", "", "", "", "补课", "", ""],
        ["WZ-9", "2026-10-10", "2026-10-09", "", "", "", "补课", "", ""],
        ["WZ-9", "2026-10-10", "", "", "", "", "", "", ""],
        ["WZ-9", "2026-10-10", "", "长" * 60, "", "", "补课", "", ""],
        ["WZ-9", "2026-10-10", "", "", "", "", "长" * 5001, "", ""],
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken_in(desk, row):
    batch = taken_in(desk, row, ROWS[0])

    assert [result for _number, result in results(batch)] == ["refused", "new"]
    refused = batch.rows.first()
    assert refused.reason in page(desk.get(f"/desk/batches/{batch.pk}/"))


def test_a_row_that_repeats_an_unknown_order_is_taken_in_and_says_so(desk):
    row = [*ROWS[0]]
    row[HEADINGS.index("原工单编号")] = "WZ-LOST"

    batch = taken_in(desk, row)

    taken = batch.rows.get()
    assert (taken.result, taken.complaint.repeats) == ("new", None)
    assert "WZ-LOST" in taken.reason
    assert taken.reason in page(desk.get(f"/desk/batches/{batch.pk}/"))


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"0" * (51 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"not a spreadsheet",
        b"PK\x03\x04broken",
        xlsx(),
        xlsx(["x"], headings=["别的列"]),
        xlsx(*([f"WZ-{number}", *[""] * 5, "补课", "", ""] for number in range(5001))),
    ],
)
def test_what_is_no_list_of_orders_is_refused_with_a_sentence(desk, content):
    answer = bring(desk, content)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not IntakeBatch.objects.exists()


def rebuilt(part, content):
    """A good spreadsheet of which one part is another."""
    file, good = io.BytesIO(), zipfile.ZipFile(io.BytesIO(xlsx(*ROWS)))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in good.namelist():
            made.writestr(name, content if name == part else good.read(name))
    return file.getvalue()


SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>{}]><x>&a8;</x>".format(
    "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9))
)


def sheet(cell):
    return f'<worksheet xmlns="{SPACE}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, "<worksheet><broken"),
        (SHEET, LAUGHS),
        (BOOK, LAUGHS),
        (BOOK, "<workbook"),
        ("xl/styles.xml", "<sty"),
        (SHEET, sheet('<c r="A1" t="s"><v>999</v></c>')),
        (SHEET, sheet('<c r="A1" t="n"><v>abc</v></c>')),
        (SHEET, sheet('<c r="!!" t="n"><v>1</v></c>')),
    ],
)
def test_f1_a_spreadsheet_broken_inside_is_refused_with_a_sentence(desk, part, content):
    answer = bring(desk, rebuilt(part, content))

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert not IntakeBatch.objects.exists()


def test_f1_rows_as_wide_as_a_sheet_can_be_are_read_in_their_first_columns(desk):
    cells = ("工单编号", "诉求内容")
    heads = "".join(
        f'<c r="{at}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for at, word in zip("AB", cells, strict=True)
    )
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="XFD{n}"><v>1</v></c></row>'
        for n in range(2, 5002)
    )
    content = sheet(heads).replace("</sheetData>", f"{rows}</sheetData>")

    assert spreadsheets.check(rebuilt(SHEET, content)) == 5000
    assert all(len(row) == 100 for row in spreadsheets._rows(rebuilt(SHEET, content)))


def test_f1_a_bomb_is_refused_unopened(desk):
    assert bring(desk, bomb()).context["form"].errors["file"]
    assert not IntakeBatch.objects.exists()


def test_too_large_a_file_is_refused(desk):
    answer = bring(desk, b"PK\x03\x04" + b"x" * spreadsheets.MOST_BYTES)

    assert answer.context["form"].errors["file"]


def test_results_hold_no_formula_and_no_caller(desk):
    evil = ["+cmd|calc", "2026-10-10", "", "演示来电人", "13800000000", "", "", "", ""]
    batch = taken_in(desk, evil, ROWS[1])

    content = desk.get(f"/desk/batches/{batch.pk}/results.xlsx").content
    cells = [
        cell.value for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row
    ]
    assert "'+cmd|calc" in cells
    assert not [
        cell for cell in cells if str(cell).startswith(("=", "+")) or "演示来电人" in str(cell)
    ]


def test_i1_a_caller_lies_in_no_table_in_clear(desk):
    taken_in(desk, *ROWS)

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" one WHERE one::text LIKE %s', ["%演示来电人%"]
            )
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("who", ["county.officer", "city.approver", "city.leader"])
@pytest.mark.parametrize("path", ["", "template.xlsx", "{pk}/", "{pk}/results.xlsx"])
def test_batches_are_for_the_intake_officers_of_the_city(world, desk, who, path):
    batch = taken_in(desk, *ROWS)
    client = Client()
    client.force_login(world[who])

    answer = client.get(f"/desk/batches/{path.format(pk=batch.pk)}")

    assert answer.status_code == 403
    assert "WZ-1" not in page(answer)


@pytest.mark.parametrize("who", ["county.officer", "city.approver", "city.leader"])
def test_only_intake_officers_of_the_city_bring_spreadsheets(world, who):
    client = Client()
    client.force_login(world[who])

    assert bring(client, xlsx(*ROWS)).status_code == 403
    assert not IntakeBatch.objects.exists()


def test_a_stranger_brings_nothing(world):
    answer = bring(Client(), xlsx(*ROWS))

    assert answer.status_code == 403
    assert not IntakeBatch.objects.exists()


def test_the_empty_spreadsheet_has_our_columns(desk):
    content = desk.get("/desk/batches/template.xlsx").content
    headings = next(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))

    assert headings[0] == "工单编号"
    assert len(headings) == len(spreadsheets.HEADINGS)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_however_many(desk, rows, django_assert_num_queries):
    for number in range(rows):
        bring(desk, xlsx([f"WZ-{number}", *[""] * 5, "补课", "", ""]))

    with django_assert_num_queries(6):
        desk.get("/desk/batches/")


def test_the_page_asks_again_until_all_is_taken_in(desk):
    bring(desk, xlsx(*ROWS))
    pk = IntakeBatch.objects.get().pk
    assert "data-watch" in page(desk.get(f"/desk/batches/{pk}/"))

    tasks.take_in_batch(pk)

    assert "data-watch" not in page(desk.get(f"/desk/batches/{pk}/"))
