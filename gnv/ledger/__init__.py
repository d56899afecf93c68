"""What people have published, kind by kind: each submission is replaced or withdrawn, never changed."""
