"""Templates to PDF and Word files, in one house style. Knows no other room."""
