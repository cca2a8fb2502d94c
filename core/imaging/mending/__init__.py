"""What lies in a hole, made from its surroundings: a network's guess, then the picture's own texture, then no edge."""
