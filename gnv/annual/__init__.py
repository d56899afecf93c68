"""The annual report: a year's facts, drafted texts, and the document that is made of them."""
