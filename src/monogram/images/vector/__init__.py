"""Hostile SVG and PDF files → drawings. Runs in the door's child process: no Django, no Skia, no layout engine."""
