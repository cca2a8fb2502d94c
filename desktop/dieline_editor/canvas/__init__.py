"""The editor's drawing board: the blank, what is gripped on it, and the tools that change it."""
