"""Reading and writing spreadsheets safely. Knows nothing of homes, databases or web pages."""
