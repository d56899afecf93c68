"""The annual report as it is stored: what its figures are frozen to, and what people have edited."""
