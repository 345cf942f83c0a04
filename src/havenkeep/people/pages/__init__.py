"""The pages of the staff list."""
