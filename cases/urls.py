"""The addresses of the loop: public pages, and the desk with its verbs."""

from django.urls import URLPattern, path

from cases.views import (
    assisted,
    evidence,
    identities,
    lists,
    pages,
    public,
    receipt,
    restart,
    schools,
    thread,
    thread_pages,
    uploads,
    verb,
)

urlpatterns: list[URLPattern] = [
    path("", public.home, name="home"),
    path("report/", public.report, name="report"),
    path("report/files/", uploads.begin, {"door": uploads.REPORT}, name="report-files"),
    path("report/files/<str:token>/", uploads.one, {"door": uploads.REPORT}, name="report-file"),
    path("report/schools/", schools.schools, name="schools"),
    path("report/done/", receipt.done, name="report-done"),
    path("report/done/sheet/", receipt.sheet, name="receipt-sheet"),
    path("report/done/code.png", receipt.picture, name="receipt-picture"),
    path("report/restart/", restart.restart, name="restart"),
    path("report/restarted/", restart.restarted, name="restarted"),
    path("track/", thread.track, name="track"),
    path("track/thread/", thread.thread, name="thread"),
    path("track/leave/", thread.leave, name="track-leave"),
    path("track/files/", uploads.begin, {"door": uploads.THREAD}, name="thread-files"),
    path("track/files/<str:token>/", uploads.one, {"door": uploads.THREAD}, name="thread-file"),
    path("track/code/", thread_pages.change_code, name="change-code"),
    path("track/code/new/", thread_pages.new_code, name="new-code"),
    path("track/code/new.png", thread_pages.new_code_picture, name="new-code-picture"),
    path("track/<slug:name>/", thread_pages.deed, name="thread-deed"),
    path("desk/", lists.cases, name="desk"),
    path("desk/complaints/", lists.complaints, name="complaints"),
    path("desk/complaints/new/", assisted.take_down, name="take-down"),
    path("desk/complaints/<slug:slug>/", pages.complaint, name="complaint"),
    path("desk/complaints/<slug:slug>/identity/", identities.identity, name="identity"),
    path("desk/complaints/<slug:slug>/slip/", assisted.slip, name="slip"),
    path(
        "desk/complaints/<slug:slug>/evidence/<int:number>/<str:what>/",
        evidence.of_complaint,
        name="complaint-file",
    ),
    path(
        "desk/cases/<slug:slug>/evidence/<int:pk>/<str:what>/", evidence.of_case, name="case-file"
    ),
    path("desk/identities/", identities.requests, name="identities"),
    path("desk/identities/<int:pk>/", identities.one_request, name="identity-request"),
    path("desk/cases/<slug:slug>/", pages.case, name="case"),
    path("desk/proceedings/<slug:slug>/", pages.proceeding, name="proceeding"),
    path("desk/papers/<int:pk>.pdf", pages.paper, name="paper"),
    path(
        "desk/complaints/<slug:slug>/<slug:name>/",
        verb.act,
        {"kind": "complaint"},
        name="complaint-verb",
    ),
    path("desk/cases/<slug:slug>/<slug:name>/", verb.act, {"kind": "case"}, name="case-verb"),
    path(
        "desk/proceedings/<slug:slug>/<slug:name>/",
        verb.act,
        {"kind": "proceeding"},
        name="proceeding-verb",
    ),
]
