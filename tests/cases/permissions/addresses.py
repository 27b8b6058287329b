"""Where the pages of the matter are: what stands in each address, and what is nowhere."""

from cases.models import ListKind

NOWHERE = {"slug": "2026-99999", "pk": 999_999, "number": 99, "month": "1999-01"}


def inside(one):
    """By the beginning of an address, what it names: the longest beginning that fits counts."""
    case, complaint = {"slug": one.case.slug}, {"slug": one.complaint.slug}
    return {
        "desk/complaints/": complaint | {"number": 1, "what": "copy"},
        "desk/cases/": case,
        "desk/cases/<slug:slug>/evidence/": case
        | {"pk": one.complaint.evidence.get().pk, "what": "copy"},
        "desk/cases/<slug:slug>/files/": case | {"number": one.file.number, "what": "copy"},
        "desk/cases/<slug:slug>/witnesses/": case | {"pk": one.witness.pk},
        "desk/proceedings/": {"slug": one.proceeding.slug},
        "desk/papers/": {"pk": one.paper.pk, "what": "copy"},
        "desk/papers/<int:pk>.docx": {"pk": one.draft.pk},
        "desk/supervision/": {"pk": one.slip.pk},
        "desk/assistance/": {"slug": one.assistance.slug},
        "desk/identities/": {"pk": one.grant.pk},
        "desk/handovers/": {"pk": one.handover.pk},
        "desk/paper-approvals/": {"pk": one.approval.pk, "what": "copy"},
        "desk/exports/": {"pk": one.export.pk},
        "desk/inbox/": {"pk": one.letter.pk},
        "desk/views/": {"pk": one.view.pk},
        "desk/batches/": {"pk": one.batch.pk},
        "desk/columns/": {"kind": ListKind.CASES},
        "desk/bulk/": {"kind": ListKind.CASES},
        "reports/": {"month": "2026-09"},
    }


def filled(route, said):
    """The route with its arguments."""
    for name, value in said.items():
        for kind in ("slug", "int", "str"):
            route = route.replace(f"<{kind}:{name}>", str(value))
    assert "<" not in route, f"{route}: say in addresses.py what stands there"
    return f"/{route}"


def real(route, one, **more):
    """The address of the matter's own page."""
    known = inside(one)
    fits = max((start for start in known if route.startswith(start)), key=len, default="")
    return filled(route, known.get(fits, {}) | more)


def missing(route, one, **more):
    """The same where there is nothing."""
    known = inside(one)
    fits = max((start for start in known if route.startswith(start)), key=len, default="")
    return filled(route, known.get(fits, {}) | NOWHERE | more)
