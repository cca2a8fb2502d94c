"""Photo editing: upscaling, inpainting, enhancing, cutting out and vectorising, by tiles in bounded memory."""
