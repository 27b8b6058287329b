"""Circumstances, channels and scenes."""

from datetime import date

import pytest

from cases.catalogues import UnknownCode, channels, factors, scenes

DAY = date(2026, 3, 10)


def test_circumstances_of_both_directions():
    lighter = [code for code, _ in factors.choices("lighter", DAY)]
    heavier = [code for code, _ in factors.choices("heavier", DAY)]

    assert lighter == [
        "CONFESSED", "COOPERATED", "REPORTED_OTHERS", "REPAIRED", "MINOR_PART", "RETURNED",
    ]  # fmt: skip
    assert heavier == ["AGAIN", "SUPPRESSED", "DESTROYED", "SHIELDED", "COERCED", "REFUSED_RETURN"]


def test_channels_in_the_order_of_the_monthly_return():
    assert [code for code, _ in channels.choices(DAY)] == [
        "HOTLINE", "PETITION", "PHONE", "VISIT", "EMAIL", "WEB", "GRID",
        "ASSIGNED", "DISCIPLINE", "PATROL", "MEDIA", "DEPT",
    ]  # fmt: skip


def test_who_has_a_reporter_and_who_an_order():
    rows = channels.on(DAY)

    assert [row.code for row in rows if not row.has_reporter] == ["PATROL", "MEDIA", "DEPT"]
    assert [row.code for row in rows if row.has_order] == [
        "HOTLINE", "ASSIGNED", "DISCIPLINE", "DEPT",
    ]  # fmt: skip


def test_ten_scenes_the_last_is_other():
    assert len(scenes.choices(DAY)) == 10
    assert scenes.choices(DAY)[-1] == ("OTHER", "其他形式")


@pytest.mark.parametrize(
    ("catalogue", "code", "name"),
    [
        (factors, "RETURNED", "主动上交或退赔所得"),
        (channels, "HOTLINE", "12345政务服务热线"),
        (scenes, "PARENTS", "家长委员会或家长组织的补课"),
    ],
)
def test_get_finds_by_code(catalogue, code, name):
    assert catalogue.get(code, DAY).name == name
    with pytest.raises(UnknownCode):
        catalogue.get("NONE", DAY)
