"""Documents of the bench: shipping labels, packing slips, address labels, job tickets and pick lists.

Each is a pure function of a dataclass and the fonts, laid out by the engine that lays designs out; the same document is
the same bytes. Lengths are millimetres, text sizes points.
"""
