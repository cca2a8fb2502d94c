"""The press on the screen: soft proof, plates, ink coverage and gamut over the canvas, and the dock that chooses."""
