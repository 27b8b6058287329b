"""The page of the machines: fresh in the tree, whole, and the same in every language."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from cases import verbs
from cases.management.commands import workflow
from cases.verb import MODELS


def test_page_in_the_tree_is_what_the_machines_say():
    call_command("workflow", check=True)


def test_check_says_which_page_is_stale_and_what_to_do(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("workflow")
    page = tmp_path / "docs" / "workflow.md"
    page.write_text(page.read_text() + "one word more\n")

    with pytest.raises(CommandError) as refusal:
        call_command("workflow", check=True)

    assert str(refusal.value) == (
        "docs/workflow.md is stale: run manage.py workflow and commit what it writes."
    )


def test_check_without_a_page_fails(tmp_path, settings):
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError):
        call_command("workflow", check=True)


def test_page_is_the_same_whatever_the_language():
    with translation.override("zh-hans"):
        chinese = workflow.text()
    with translation.override("en"):
        english = workflow.text()

    assert chinese == english


def test_page_has_one_row_for_every_verb():
    rows = [line for line in workflow.text().splitlines() if line.startswith("| `")]

    assert len(rows) == len(verbs.ROWS)


@pytest.mark.parametrize("record", ["complaint", "case", "proceeding"])
def test_page_draws_every_transition_of_the_machine(record):
    every = MODELS[record]().get_all_state_transitions()
    wanted = {f"    {one.source} --> {one.target}: {one.name}" for one in every}

    assert wanted <= set(workflow.text().splitlines())


def test_page_says_who_papers_and_limit_of_a_verb():
    row = next(line for line in workflow.text().splitlines() if line.startswith("| `extend`"))

    assert row == (
        "| `extend` Extend the limit | investigating, reported |  | approver of the handling unit "
        "| Before expiry, once, at most 30 days. | Approval of the extension |  "
        "| K5 延长办理期限, 30 days | `case.extended` |"
    )
