"""The demo shop and the demo supplier inbox.

A separate little web process on its own origin, as a retailer's and a supplier's own systems would be. It knows
the platform by its public contract alone (HTTP, the iframe, callbacks, HMAC) and keeps its own SQLite file. Of
`monogram` it uses only what such systems would have to bring themselves: an HTTP client, signatures, asset tags.
"""
