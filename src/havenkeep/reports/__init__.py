"""Packs and books: what a home hands to the toolkit, an inspector or itself, as files."""
