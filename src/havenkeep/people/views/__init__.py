"""The views of the staff list."""
