"""Networks of partners: who is linked with whom, what hangs on one of them, and where to draw each.

One place to import from; each part has its own module.
"""

from collabkit.analysis.networks.layout import circle_layout, circle_order, layout
from collabkit.analysis.networks.network import Breakage, Network

__all__ = ["Breakage", "Network", "circle_layout", "circle_order", "layout"]
