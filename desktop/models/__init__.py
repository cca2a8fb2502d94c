"""Models in the window: which there are, what is known of them, the browser, and using one for the artwork."""
