"""Pictures from outside, read safely, and resampling that keeps a tile a tile: for artwork, designs and training."""
