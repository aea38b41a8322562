"""What all tests share: chance that is the same every time, and no clock that a busy machine could miss."""

from hypothesis import HealthCheck, settings

# The same examples every time; slow generation says something of the machine, nothing of the code.
settings.register_profile(
    "course", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("course")


def pytest_collection_modifyitems(items):
    """Begin with what is slow, so that one worker is not left with all of it while the others have nothing more to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
