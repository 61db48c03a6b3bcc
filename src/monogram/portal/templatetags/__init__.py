"""Moments, assets and the way around for the portal's templates."""
