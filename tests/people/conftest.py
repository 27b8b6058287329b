"""The units of Wenzhou, for tests of people."""

import pytest

from tests.people import factories


@pytest.fixture
def units(db):
    """The tree of ``factories.a_unit_tree``."""
    return factories.a_unit_tree()
