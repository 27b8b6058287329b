"""办理情况报告: what a superior is told about the case that he supervises (domain reference §12.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cases.models import Case, Instruction
    from cases.paper_sheets import Sheet


def progress_report(case: Case, instruction: Instruction) -> Sheet:
    """Task and report; the superior's own number, never ours of the complaint."""
    return {
        "bureau": case.city.name,
        "mark": "内部资料",
        "to": instruction.source,
        "body": {
            "number": instruction.number,
            "task": instruction.task,
            "report": instruction.report,
        },
    }
