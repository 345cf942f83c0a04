"""Looking after an installation: its data folder, its start, its upgrade, its health."""
