"""Questions that join structure, annotation and published facts."""
