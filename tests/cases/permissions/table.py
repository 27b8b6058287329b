"""Every address of the site by name: what kind of page it is, and who may open it.

``PUBLIC`` pages ask for no login and hold nothing of the staff. ``OWN`` pages open to everybody who has
logged in and show what is his to see. All others open to the people named and to nobody else: to those
in ``told`` the page says that it is not theirs (they may see the record, or there is none behind it), to
everybody else it does not exist. ``ways`` are the methods that the page knows.
"""

from dataclasses import dataclass

from tests.cases.permissions.asking import NO_WAY, NOTHING, OPEN, TOLD
from tests.cases.permissions.matter import SIDES

EVERYBODY = frozenset({f"{side}.{role}" for side, roles in SIDES.items() for role in roles}) | {
    "city.intake2", "county.investigator2", "checker",
}  # fmt: skip
NOBODY = frozenset()
AT_THE_COUNTY = frozenset(
    one for one in EVERYBODY if one.partition(".")[0] in ("county", "recused")
)
ONE_OF_EACH = frozenset(  # of those to whom the matter is nothing
    {"other.officer", "school.principal", "former.officer", "recused.officer", "apart.intake",
     "earlier.officer"}
)  # fmt: skip
INTAKE = frozenset({"city.intake", "city.intake2"})
CITY = INTAKE | {"city.approver"}
TEAM = frozenset({"county.investigator", "county.investigator2"})
LEADING = CITY | {"county.officer", "county.approver"}  # they ask others for help
DRAFTING = LEADING | TEAM | {"county.legal"}
SIGNED = DRAFTING | {"county.personnel", "city.discipline"}
CASE = SIGNED  # in the state ``proceeding``
CLOSED = LEADING | {"county.personnel", "county.legal", "city.discipline", "city.archivist"}
HANDLING = LEADING | TEAM
HANDING_OVER = frozenset(  # the three who sign, and whoever leads the unit or the one above it
    {"county.officer", "county.investigator", "county.legal", "county.approver", "recused.approver",
     "city.approver", "apart.approver"}
)  # fmt: skip
TAKING_IN = INTAKE | {"apart.intake"}  # reports, whatever single one they are kept from
CUSTODIANS = frozenset({"city.custodian"})
WATCHING = CUSTODIANS | {"city.discipline", "apart.discipline"}
SUPERVISED = CITY | {"county.officer", "county.approver"}
SUPERVISING = CITY | {"apart.intake", "apart.approver"}
SYSADMINS = frozenset(one for one in EVERYBODY if one.endswith(".sysadmin"))
CITY_REPORTS = SUPERVISING | {"city.leader", "city.discipline", "apart.discipline"}
REPORTS = CITY_REPORTS | {
    f"{side}.{role}" for side in ("county", "other", "recused", "earlier")
    for role in ("officer", "approver")
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One row; what is ``sent`` by POST, and who may send it where not all that read."""

    opens: frozenset
    told: frozenset = NOBODY
    ways: tuple = ("get",)
    sent: tuple = ()
    senders: frozenset | None = None

    def expected(self, way, login):
        """What this person is answered."""
        if way not in self.ways:
            return NO_WAY
        senders = self.opens if self.senders is None else self.senders
        if login in (self.opens if way == "get" else senders):
            return OPEN
        return TOLD if login in self.told else NOTHING


BOTH, POST = ("get", "post"), ("post",)
PUBLIC = {
    "",
    "report/",
    "report/files/",
    "report/files/<str:token>/",
    "report/schools/",
    "report/done/",
    "report/done/sheet/",
    "report/done/code.png",
    "report/restart/",
    "report/restarted/",
    "track/",
    "track/thread/",
    "track/leave/",
    "track/files/",
    "track/files/<str:token>/",
    "track/code/",
    "track/code/new/",
    "track/code/new.png",
    "track/<slug:name>/",
    "healthz",
    "readyz",
    "language/",
    "accounts/login/",
    "accounts/logout/",
    "accounts/inactive/",
}
OWN = {
    "accounts/reauthenticate/": BOTH,
    "accounts/password/change/": BOTH,
    "desk/": ("get",),
    "desk/cases/": ("get",),
    "desk/complaints/": ("get",),
    "desk/views/": BOTH,
    "desk/columns/<slug:kind>/": POST,
    "desk/bulk/<slug:kind>/": POST,
    "desk/exports/": BOTH,
    "desk/due/": ("get",),
    "desk/supervision/": ("get",),
    "desk/absence/": BOTH,
    "desk/handovers/": ("get",),
    "desk/paper-approvals/": BOTH,
    "desk/search/": ("get",),
    "desk/assistance/": ("get",),
    "desk/inbox/": ("get",),
    "desk/inbox/read/": POST,
    "desk/inbox/preferences/": BOTH,
}
CLOSED_TO_OTHERS = {
    # of one record, in the hands of its readers
    "desk/complaints/<slug:slug>/": Page(CITY),
    "desk/complaints/<slug:slug>/identity/": Page(  # a custodian, because a child is in danger
        CITY | CUSTODIANS, ways=BOTH
    ),
    "desk/complaints/<slug:slug>/slip/": Page(  # without the key it leads to the report's page
        TAKING_IN, told=EVERYBODY - TAKING_IN, ways=BOTH
    ),
    "desk/complaints/<slug:slug>/evidence/<int:number>/<str:what>/": Page(CITY),
    "desk/cases/<slug:slug>/": Page(CASE),
    "desk/cases/<slug:slug>/evidence/<int:pk>/<str:what>/": Page(HANDLING, told=CASE - HANDLING),
    "desk/cases/<slug:slug>/files/<int:number>/<str:what>/": Page(HANDLING, told=CASE - HANDLING),
    "desk/cases/<slug:slug>/witnesses/<int:pk>/": Page(NOBODY, told=CASE),  # opened to nobody yet
    "desk/cases/<slug:slug>/reports/compare/": Page(CASE),
    "desk/proceedings/<slug:slug>/": Page(CASE),
    "desk/papers/<int:pk>.pdf": Page(CASE),
    "desk/papers/<int:pk>.docx": Page(DRAFTING, told=CASE - DRAFTING),
    "desk/papers/<int:pk>/signed/<str:what>/": Page(SIGNED, told=CASE - SIGNED),
    "desk/supervision/<int:pk>/": Page(SUPERVISED, ways=BOTH, sent=(("deed", "sign"),)),
    "desk/supervision/<int:pk>.pdf": Page(SUPERVISED),
    "desk/assistance/<slug:slug>/": Page(  # a third bureau answers it
        LEADING, ways=BOTH, sent=(("deed", "sign"),), senders=NOBODY
    ),
    "desk/assistance/<slug:slug>/letter.pdf": Page(LEADING),
    "desk/identities/<int:pk>/": Page(
        CUSTODIANS | {"city.discipline"}, ways=BOTH, sent=(("deed", "end"), ("reason", "已核实"))
    ),
    "desk/handovers/new/": Page(NOBODY, ways=BOTH),  # that names nobody whose work it is
    "desk/handovers/<int:pk>/": Page(HANDING_OVER, ways=BOTH, senders=NOBODY),  # without a deed
    "desk/handovers/<int:pk>.pdf": Page(NOBODY),  # not made yet
    "desk/paper-approvals/<int:pk>/scan/<str:what>/": Page(
        frozenset({"county.approver", "city.discipline"})  # a former officer has entered it
    ),
    # one's own
    "desk/exports/<int:pk>/": Page(frozenset({"county.officer"})),
    "desk/exports/<int:pk>/list.xlsx": Page(frozenset({"county.officer"})),
    "desk/inbox/<int:pk>/": Page(frozenset({"county.officer"})),
    "desk/inbox/<int:pk>/open/": Page(frozenset({"county.officer"}), ways=POST),
    "desk/inbox/<int:pk>/read/": Page(frozenset({"county.officer"}), ways=POST),
    "desk/views/<int:pk>/": Page(
        frozenset({"county.approver"}),
        told=AT_THE_COUNTY - {"county.approver"},
        ways=BOTH,
    ),
    "desk/views/<int:pk>/subscribe/": Page(
        AT_THE_COUNTY,
        ways=POST,
    ),
    "desk/views/<int:pk>/delete/": Page(  # what is gone, or never was his to see, is gone
        EVERYBODY - AT_THE_COUNTY | {"county.approver"}, told=AT_THE_COUNTY, ways=POST
    ),
    # of an office
    "desk/complaints/new/": Page(TAKING_IN, told=EVERYBODY - TAKING_IN, ways=BOTH),
    "desk/batches/": Page(TAKING_IN, told=EVERYBODY - TAKING_IN, ways=BOTH),
    "desk/batches/<int:pk>/": Page(TAKING_IN, told=EVERYBODY - TAKING_IN),
    "desk/batches/<int:pk>/results.xlsx": Page(TAKING_IN, told=EVERYBODY - TAKING_IN),
    "desk/batches/template.xlsx": Page(TAKING_IN, told=EVERYBODY - TAKING_IN),
    "desk/supervision/new/": Page(SUPERVISING, ways=BOTH),
    "desk/identities/": Page(WATCHING),
    "desk/identities/find/": Page(CUSTODIANS, ways=BOTH),
    "desk/holidays/": Page(SYSADMINS, ways=BOTH),
    "desk/points/": Page(SYSADMINS, ways=BOTH),
    "desk/inbox/deliveries/": Page(SYSADMINS),
    "desk/inbox/deliveries/again/": Page(SYSADMINS, ways=POST),
    "reports/": Page(REPORTS),
    "reports/<slug:month>/": Page(REPORTS),
    "reports/<slug:month>/chart.svg": Page(REPORTS),
    "reports/<slug:month>.pdf": Page(NOBODY),  # none is made yet; reports/ tests who opens one
    "reports/<slug:month>/draft.pdf": Page(NOBODY),
    "reports/<slug:month>/make/": Page(CITY_REPORTS, ways=POST),
}
# of every verb of the tables of truth, by the machine
VERBS = {
    "desk/complaints/<slug:slug>/<slug:name>/": "complaint",
    "desk/cases/<slug:slug>/<slug:name>/": "case",
    "desk/proceedings/<slug:slug>/<slug:name>/": "proceeding",
}
EVERY = {*PUBLIC, *OWN, *CLOSED_TO_OTHERS, *VERBS}
