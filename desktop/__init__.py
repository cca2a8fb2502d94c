"""The Qt program: it shows the engine's values, sends it requests, and holds no domain logic of its own."""
