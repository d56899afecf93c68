"""What all spreadsheets that people hand in have in common, so that cells, places and texts are read alike."""
