"""Identity numbers of residents 公民身份号码 (GB 11643-1999): eighteen signs, the last one a check."""

import re

SHAPE = re.compile(r"\d{17}[\dX]")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_valid(number: str) -> bool:
    """Whether the check sign fits; the number in capitals and without gaps."""
    if not SHAPE.fullmatch(number):
        return False
    total = sum(int(sign) * weight for sign, weight in zip(number[:17], WEIGHTS, strict=True))
    return CHECKS[total % 11] == number[17]
