"""How a page of a PDF is read: its instructions, colours, fonts, pictures and layers, as drawing operations."""
