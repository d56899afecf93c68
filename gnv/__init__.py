"""God och nära vård i Dalarna: the county's follow-up of its strategy for good, close care."""
