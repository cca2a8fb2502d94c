"""Files that die makers and drawing programs read."""
