"""`monogram render | preflight | mockup`: designs on disk into print files, verdicts, pictures; no database."""
