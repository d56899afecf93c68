"""What a self-assessment is: its form, how a file becomes forms, what they come to, and what is stored."""
