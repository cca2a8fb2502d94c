"""The design as an immutable value, edits of it, the ``.dieloom`` file, and the schema for scripts."""
