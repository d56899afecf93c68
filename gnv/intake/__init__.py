"""What all spreadsheets that people hand in have in common: cells, places and texts are read alike."""
