"""The books as frozen data, and their words. No Django, no clock."""
