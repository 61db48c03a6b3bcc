"""Bodies that nobody would write: hypothesis strategies for order intake."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.orders.world import URL

from monogram.orders.requests import ItemRequest, OrderRequest, readers

NAMES = st.sampled_from(
    [*readers(OrderRequest), *readers(ItemRequest), "items", "attributes", "aspects", "external_urls", "name", "value"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30)
    | st.sampled_from(["1", "0000-00-00", "2026-11-23 00:00:00", URL, "http://[", "GB", "1e9999", "٣", str(2**63)])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(NAMES | st.text(max_size=5), children, max_size=8)
    ),
    max_leaves=40,
)
