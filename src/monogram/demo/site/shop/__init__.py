"""The demo shop: a retailer that sells what the platform makes."""
