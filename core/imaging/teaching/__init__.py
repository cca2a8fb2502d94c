"""How the bundled upscaling and restoring networks are taught and measured; not needed to use them."""
