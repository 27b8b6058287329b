"""The addresses of reports."""

from django.urls import URLPattern, path

from reports import views

urlpatterns: list[URLPattern] = [
    path("reports/", views.months, name="reports"),
    path("reports/<slug:month>/", views.report, name="report"),
    path("reports/<slug:month>.pdf", views.paper, name="report-paper"),
    path("reports/<slug:month>/chart.svg", views.chart, name="report-chart"),
    path("reports/<slug:month>/draft.pdf", views.draft, name="report-draft"),
    path("reports/<slug:month>/make/", views.make, name="report-make"),
]
