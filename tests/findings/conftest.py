"""The seed of the generated answers: fixed, unless COLLABKIT_SEED says otherwise; it is printed with every fault."""

import os

import pytest

SEED = "COLLABKIT_SEED"


@pytest.fixture(scope="session")
def seed():
    """Return where chance begins."""
    return os.environ.get(SEED, "1")


def pytest_report_header():
    """Say the seed where this folder is run by itself."""
    return f"{SEED}={os.environ.get(SEED, '1')}"
