"""The inks dock: the plates of the design beside process, and how the pack is printed."""
