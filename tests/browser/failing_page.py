"""A page that fails."""

print(1 / 0)
