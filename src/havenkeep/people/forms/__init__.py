"""The forms of the staff list."""
