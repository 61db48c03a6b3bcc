"""The suppliers' own machines: servers with their folders, and the small programs that run their workshops.

A process of its own, as they would be somewhere else. Like the demo sites it knows the platform by its public contract
alone: files in folders, and requests with a supplier's key. What it takes in, the suppliers' inbox shows.
"""
