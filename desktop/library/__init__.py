"""Choosing a dieline: the library as a gallery, the ends of a tube carton, the board and how a size is measured."""
