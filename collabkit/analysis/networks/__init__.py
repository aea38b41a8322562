"""Networks of partners: who is linked with whom, who hangs together through whom, and where to draw each.

One place to import from; each part has its own module.
"""

from collabkit.analysis.networks.layout import circle_layout, circle_order
from collabkit.analysis.networks.network import Network

__all__ = ["Network", "circle_layout", "circle_order"]
