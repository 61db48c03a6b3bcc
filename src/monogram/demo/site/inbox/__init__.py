"""The demo supplier inbox: five workshops that get orders, each its own way, and report what they have sent."""
