"""Stored files behind Django's storage: a local folder, or an object store."""
