"""How the bundled generator was trained: drawn patterns, losses, the loop, and publishing the model."""
