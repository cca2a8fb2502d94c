"""The style dock: reference pictures in collections, and the ways in which a layer takes several of them at once."""
