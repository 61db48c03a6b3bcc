"""The demo supplier inbox: three workshops that take orders by push and report what they have sent."""
