"""How the brush is taught: pairs of pictures and styles, what it is told is wrong, and the run itself."""
