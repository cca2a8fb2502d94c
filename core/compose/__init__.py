"""A design becomes one draw list, which the canvas, the PDF, the proof and the PNG all play back."""
