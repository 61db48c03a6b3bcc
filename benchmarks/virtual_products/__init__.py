"""Virtual products by the thousand: see `python -m benchmarks.virtual_products --help`."""
