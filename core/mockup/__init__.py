"""The folded pack as people see it: a mesh of board with thickness, lit and textured, as a picture or a glTF model."""
