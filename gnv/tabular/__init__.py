"""The gate for spreadsheets: content in, rows of cells out, or one polite refusal; used by all uploads."""
