"""Photo editing in the window: the steps of a placed picture, the brush that paints masks, pixels to the inch."""
