"""The objects that users hold: thin, immutable, delegating to the layers below."""
