"""One matter full of canaries, and everybody who might come to it: each role at each side of it.

The sides: the ``city``, the ``county`` that handles it, an ``other`` county, the accused ``school``;
and of the roles that hold seats: ``former`` people of the county, ``recused`` ones of the county, those
recused at the city (``apart``), and those of the county from which the case was recalled (``earlier``).
"""

from datetime import date, timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from nacl.public import PrivateKey

from cases import grants, search
from cases.actions import identities
from cases.actions.assistance import Wish
from cases.actions.errands import Errand
from cases.models import (
    Case,
    CaseFile,
    Complaint,
    Evidence,
    Handover,
    HandoverItem,
    IntakeBatch,
    ListExport,
    PaperApproval,
    Recusal,
    Rung,
    SavedView,
    Slip,
    Verdict,
    Witness,
)
from ledger import files
from ledger.models import Register
from notifications.models import Message, Paper
from people.models import Appointment, Unit, UnitKind
from people.roles import Role
from tests.cases import factories, materials
from tests.cases.factories import TODAY, refusal, seated
from tests.cases.identity import a_named
from tests.people.factories import a_teacher

MARK = "鸰"  # in every canary, and in nothing else
SOUGHT = "朱鹮"  # so does every canary begin
CANARY = SOUGHT + MARK
SEATED = (
    Role.INTAKE,
    Role.APPROVER,
    Role.DISCIPLINE,
    Role.ARCHIVIST,
    Role.OFFICER,
    Role.LEGAL,
    Role.PERSONNEL,
    Role.INVESTIGATOR,
)
SIDES = dict.fromkeys(("city", "county", "other", "school"), tuple(Role)) | dict.fromkeys(
    ("former", "recused", "apart", "earlier"), SEATED
)
DAY = date(2026, 11, 2)


def a_bureau(region_code):
    """The county's bureau."""
    return Unit.objects.get(region_code=region_code, kind=UnitKind.COUNTY)


def everybody(world):
    """Each role at each side, by ``side.role``; and the school's checker, who holds no seat."""
    earlier = a_bureau("330326")
    checking = Unit.objects.get(name="鹿城区试验中学")
    sides = {"former": world.county, "recused": world.county, "apart": world.city, "earlier": earlier}  # fmt: skip
    chairs = {f"{side}.{role}": (unit, role) for side, unit in sides.items() for role in SEATED}
    chairs["checker"] = (checking, Role.INVESTIGATOR)
    people = world.people | seated(chairs)
    left = [user.pk for login, user in people.items() if login.startswith("former.")]
    Appointment.objects.filter(user__in=left).update(ends_on=TODAY - timedelta(1))
    return people


def a_setting(world, people):
    """What was there before: the matters of others, a view shared in the county, a spreadsheet."""
    like = {"school": world.school, "narrative": "老师周末在家中收费补课，每次一百元。"}
    return SimpleNamespace(
        complaint=factories.a_complaint(world, "screening", **like),
        cases=[
            factories.a_case(world, "investigating"),
            factories.a_case(world, "pending"),
            factories.a_case(world, "investigating", handling_unit=world.other, team=[]),
        ],
        view=SavedView.objects.create(
            owner=people["county.approver"], kind="cases", name="共享", is_picked=True,
            unit=world.county,
        ),
        batch=IntakeBatch.objects.create(
            channel="HOTLINE", file=files.keep([b"x"]), brought_by=people["city.intake"],
            state="done",
        ),
    )  # fmt: skip


def from_here_on():
    """Numbers that stand nowhere else by chance."""
    for series in ("case", "complaint", "proceeding"):
        Register.objects.update_or_create(series=series, year=TODAY.year, defaults={"last": 77_000})


def a_secret_case(world, people, state, **fields):
    """A case with canaries: once with another county, some of its readers barred, some gone."""
    words = {"title": f"{CANARY}案由", "lead_summary": f"{CANARY}线索", "team": [], **fields}
    teacher = a_teacher(world.school, name=CANARY)
    earlier = people["earlier.officer"].appointments.get().unit
    case = factories.a_case(world, "dispatched", teachers=[teacher], handling_unit=earlier, **words)
    Recusal.objects.bulk_create(
        Recusal(case=case, user=user, reason=f"{CANARY}亲属", on=TODAY)
        for login, user in people.items()
        if login.partition(".")[0] in ("recused", "apart")
    )
    for login in ("county.investigator", "county.investigator2", "recused.investigator"):
        factories.an_investigator(case, people[login])
    factories.an_investigator(case, people["former.investigator"], left_on=TODAY)
    Case.objects.filter(pk=case.pk).update(state=state, handling_unit=world.county)
    case = materials.fresh(case)
    grants.renew(case)
    search.index_case(case)
    return case


def pressed(record, name, *, by, **said):
    """Do a verb that has to succeed."""
    assert refusal(materials.fresh(record), name, by=by, **said) is None, name


def planted(world, people, setting):
    """The matter, whole: what it holds by name."""
    from_here_on()
    case = a_secret_case(world, people, "investigating")
    one = SimpleNamespace(
        case=case, world=world, people=people, view=setting.view, batch=setting.batch
    )
    one.complaint = told(world, case)
    investigated(one)
    one.closed = a_secret_case(world, people, "closed")
    one.checked = a_secret_case(world, people, "investigating")
    errand = Errand(people["checker"].appointments.get().unit, "周末收费补课。", DAY, people=[people["checker"]])  # fmt: skip
    pressed(one.checked, "entrust", by=people["county.officer"], errand=errand)
    around(one)
    Case.objects.filter(pk=case.pk).update(state="proceeding")
    one.case = materials.fresh(case)
    grants.renew(one.case)
    factories.fix_finding(one.case)
    one.proceeding = factories.a_proceeding(
        world, "opened", case=one.case, investigation=f"{CANARY}查明"
    )
    return one


def told(world, case):
    complaint = a_named(
        world, narrative=f"{CANARY}原话", name=f"{CANARY}家长", teacher_name=CANARY, minor_risk=True
    )
    Complaint.objects.filter(pk=complaint.pk).update(state="accepted", case=case)
    complaint = materials.fresh(complaint)
    grants.renew(complaint)
    search.index_complaint(complaint)
    factories.a_file(complaint, passed_on=TODAY, content=f"{CANARY}".encode())
    return complaint


def investigated(one):
    """Files, papers, a coded witness, two versions of the report."""
    by, case = one.people["county.officer"], one.case
    asker = one.people["county.investigator"]
    pressed(case, "write_plan", by=asker, plan=materials.a_plan(aims=f"{CANARY}目的"))
    child = materials.CHILD
    assert materials.talk(one.world, case, child) is None
    said = {"kind": "bank_slip", "upload": materials.upload(name=f"{CANARY}.pdf")}
    pressed(case, "attach_file", by=by, said=f"{CANARY}流水", **said)
    one.draft = materials.paper_of(case, "interview")
    one.paper = materials.paper_of(case, "inquiry_plan")
    pressed(case, "attach_signed", by=by, paper=one.paper, upload=materials.upload())
    name = Paper.file.field.storage.save("papers/secret.pdf", ContentFile(b"%PDF"))
    Paper.objects.filter(pk=one.paper.pk).update(
        state="made", file=name, sha256="0" * 64, pages=1, made_on=TODAY
    )
    for row in CaseFile.objects.filter(case=case):
        type(row.evidence).objects.filter(pk=row.evidence_id).update(
            state="ready", verdict=Verdict.COPY, media_type="application/pdf",
            copy=files.keep([b"bare"]),
        )  # fmt: skip
    one.file = CaseFile.objects.get(case=case, paper=None)
    one.witness = Witness.objects.get(case=case)
    report = factories.a_report(one.world, case)
    report.facts = f"{CANARY}事实"
    report.save()
    search.index_case(materials.fresh(case))


def around(one):
    """What else hangs on the case: a slip, a request to a bureau, an identity, a view, a letter."""
    people, city = one.people, one.world.city
    one.slip = Slip.objects.create(
        rung=Rung.REMINDER, key="secret", city=city, unit=one.world.county, case=one.case,
        matter=f"{CANARY}超期", requirement="请反馈。", reply_by=DAY, drafted_on=TODAY,
        issued_on=TODAY, issued_by=people["city.intake"], state="issued", number="温师提〔2026〕77号",
    )  # fmt: skip
    a_paper(one.slip.subject, "slip", one.slip.number)
    wish = Wish(a_bureau("330381"), f"{CANARY}背景", "请核实。", DAY)
    pressed(one.case, "ask_assistance", by=people["county.officer"], wish=wish)
    one.assistance = one.case.assistances.get()
    Paper.objects.filter(kind="assistance_letter").update(**made_paper())
    one.grant = identities.ask(
        one.complaint, purpose=f"{CANARY}核实", public_key=bytes(PrivateKey.generate().public_key),
        by=people["city.intake"],
    )  # fmt: skip
    one.handover = Handover.objects.create(
        number="温师移〔2026〕77号", unit=one.world.county, giver=people["county.officer"],
        successor=people["county.investigator"], monitor=people["county.legal"], reason="moved",
        from_on=DAY, opened_by=people["county.approver"],
    )  # fmt: skip
    HandoverItem.objects.create(
        handover=one.handover, kind="case", key=one.case.slug, case=one.case,
        label=f"{one.case.number} {one.case.title}", successor=people["county.investigator"],
    )  # fmt: skip
    one.approval = PaperApproval.objects.create(
        verb="case.conclude", record=one.case.subject, number=one.case.number, case=one.case,
        city=city, unit=one.world.county, approver=people["county.approver"], signed_on=TODAY,
        entered_by=people["former.officer"],
        scan=Evidence.objects.create(
            state="ready", verdict=Verdict.COPY, media_type="application/pdf",
            original=files.keep([b"scan"]), copy=files.keep([b"bare"]), sealed_name=b"",
        ),
    )  # fmt: skip
    SavedView.objects.get(name="共享").picked.add(one.case, one.closed)
    one.export = ListExport.objects.create(
        number="温师导〔2026〕77号", owner=people["county.officer"], token="t", kind="cases",
        state="done", file=files.keep([b"xlsx"]), expires_on=DAY, columns=["number"],
    )  # fmt: skip
    one.letter = Message.objects.create(
        kind="x", reader=people["county.officer"], title=f"{CANARY}来信", link=one.case.get_absolute_url()
    )  # fmt: skip


def made_paper():
    name = Paper.file.field.storage.save("papers/secret.pdf", ContentFile(b"%PDF"))
    return {"state": "made", "file": name, "sha256": "0" * 64, "pages": 1, "made_on": TODAY}


def a_paper(subject, kind, number):
    return Paper.objects.create(
        kind=kind, subject=subject, title="单", audience="unit", number=number, sheet={},
        **made_paper(),
    )  # fmt: skip
