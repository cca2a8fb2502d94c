"""Style of a picture for another: its palette, its texture, and networks that carry them over."""
