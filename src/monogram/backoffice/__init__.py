"""The staff's side: how the admin looks and is ordered, its first page, and the front door of the installation."""
