"""The generator: networks, model files, latents, synthesis, directions, projection, and the frozen feature net."""
