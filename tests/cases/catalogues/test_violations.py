"""The violations of R-TUTOR, R-GIFT, article 4 and article 12."""

from datetime import date

import pytest

from cases.catalogues import UnknownCode, violations

DAY = date(2026, 3, 10)


def test_the_catalogue_holds_all_families_in_order():
    tutoring = [f"T{n}" for n in range(1, 7)]
    gifts = [f"G{n}" for n in range(1, 7)]
    article_4 = [f"4-{n}" for n in range(1, 12)]
    leaders = [f"L{n}" for n in range(1, 7)]

    assert [row.code for row in violations.on(DAY)] == tutoring + gifts + article_4 + leaders


@pytest.mark.parametrize(
    ("code", "rule", "article", "rten_item", "actor", "kind"),
    [
        ("T1", "R-TUTOR", "第一项", None, "school", "tutoring"),
        ("T3", "R-TUTOR", "第三项", None, "school", "tutoring"),
        ("T4", "R-TUTOR", "第四项", 10, "teacher", "tutoring"),
        ("T6", "R-TUTOR", "第六项", 10, "teacher", "tutoring"),
        ("G1", "R-GIFT", "第一项", 9, "teacher", "gift"),
        ("4-5", "R-HANDLE", "第四条第（五）项", 5, "teacher", "other"),
        ("4-9", "R-HANDLE", "第四条第（九）项", 9, "teacher", "gift"),
        ("4-10", "R-HANDLE", "第四条第（十）项", 10, "teacher", "tutoring"),
        ("4-11", "R-HANDLE", "第四条第（十一）项", None, "teacher", "other"),
        ("L2", "R-HANDLE", "第十二条第（二）项", None, "leader", "other"),
    ],
)
def test_get_tells_source_actor_and_kind(code, rule, article, rten_item, actor, kind):
    row = violations.get(code, DAY)

    assert (row.rule, row.article, row.rten_item) == (rule, article, rten_item)
    assert (row.actor, row.complaint_kind) == (actor, kind)


def test_names_are_those_of_the_law():
    assert violations.get("T4", DAY).name == "组织、推荐和诱导学生参加校内外有偿补课"
    assert violations.get("G2", DAY).name == "参加由学生及家长安排的可能影响考试、考核评价的宴请"
    assert violations.get("L2", DAY).name == "一岗双责履责不力：师德失范问题排查发现不及时"


def test_the_item_of_the_ten_guidelines_is_cited_in_chinese():
    assert violations.get("T4", DAY).rten_cited == "第十项"
    assert violations.get("G1", DAY).rten_cited == "第九项"
    assert violations.get("L1", DAY).rten_cited == ""


@pytest.mark.parametrize(
    ("code", "eve", "first"),
    [
        ("T4", date(2015, 6, 28), date(2015, 6, 29)),
        ("4-10", date(2018, 11, 7), date(2018, 11, 8)),
    ],
)
def test_nothing_is_prohibited_before_its_rule(code, eve, first):
    with pytest.raises(UnknownCode):
        violations.get(code, eve)
    assert violations.get(code, first).code == code


def test_choices_show_code_and_short_name():
    assert violations.choices(DAY)[3] == ("T4", "T4 组织、推荐、诱导学生参加有偿补课")


def test_actors_follow_from_the_family():
    actors = {row.code: row.actor for row in violations.on(DAY)}

    assert [code for code, actor in actors.items() if actor == "school"] == ["T1", "T2", "T3"]
    assert [code for code, actor in actors.items() if actor == "leader"] == [
        f"L{n}" for n in range(1, 7)
    ]
    assert set(actors.values()) == {"school", "leader", "teacher"}


def test_items_of_the_ten_guidelines():
    items = {row.code: row.rten_item for row in violations.on(DAY) if row.rten_item}

    assert items == (
        {"T4": 10, "T5": 10, "T6": 10}
        | {f"G{n}": 9 for n in range(1, 7)}
        | {f"4-{n}": n for n in range(1, 11)}
    )


def test_kinds_of_complaint():
    kinds = {row.code: row.complaint_kind for row in violations.on(DAY)}

    assert [code for code, kind in kinds.items() if kind == "tutoring"] == [
        "T1", "T2", "T3", "T4", "T5", "T6", "4-10",
    ]  # fmt: skip
    assert [code for code, kind in kinds.items() if kind == "gift"] == [
        "G1", "G2", "G3", "G4", "G5", "G6", "4-9",
    ]  # fmt: skip
    assert set(kinds.values()) == {"tutoring", "gift", "other"}
