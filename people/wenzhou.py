"""Wenzhou's education administration: the city bureau and its fourteen reporting rows.

Region codes after GB/T 2260; 330371 is a statistical code, the zone is no division of its own.
"""

from typing import NamedTuple

from django.db import transaction

from people.models import Unit, UnitKind


class Row(NamedTuple):
    """One reporting row."""

    kind: UnitKind
    region_code: str
    name: str
    short_name: str


CITY = Row(UnitKind.CITY, "330300", "温州市教育局", "温州市")
ROWS = (
    Row(UnitKind.COUNTY, "330302", "鹿城区教育局", "鹿城区"),
    Row(UnitKind.COUNTY, "330303", "龙湾区教育局", "龙湾区"),
    Row(UnitKind.COUNTY, "330304", "瓯海区教育局", "瓯海区"),
    Row(UnitKind.COUNTY, "330305", "洞头区教育局", "洞头区"),
    Row(UnitKind.COUNTY, "330324", "永嘉县教育局", "永嘉县"),
    Row(UnitKind.COUNTY, "330326", "平阳县教育局", "平阳县"),
    Row(UnitKind.COUNTY, "330327", "苍南县教育局", "苍南县"),
    Row(UnitKind.COUNTY, "330328", "文成县教育局", "文成县"),
    Row(UnitKind.COUNTY, "330329", "泰顺县教育局", "泰顺县"),
    Row(UnitKind.COUNTY, "330381", "瑞安市教育局", "瑞安市"),
    Row(UnitKind.COUNTY, "330382", "乐清市教育局", "乐清市"),
    Row(UnitKind.COUNTY, "330383", "龙港市教育局", "龙港市"),
    Row(UnitKind.ZONE, "330371", "温州湾新区（经开区）", "温州湾新区"),
    Row(UnitKind.DIRECT, "330300", "市直属学校", "市直属学校"),
)


@transaction.atomic
def load() -> Unit:
    """Keep the city bureau and its rows, each once; the city bureau."""
    city = _kept(CITY, None)
    for row in ROWS:
        _kept(row, city)
    return city


def _kept(row: Row, parent: Unit | None) -> Unit:
    unit, _created = Unit.objects.update_or_create(
        kind=row.kind,
        region_code=row.region_code,
        defaults={"name": row.name, "short_name": row.short_name, "parent": parent},
    )
    return unit
