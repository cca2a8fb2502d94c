"""How good a generator is, judged by our own frozen feature net: no trained network decides, none is downloaded.

Figures of one set of pictures against another (distance, precision and recall, diversity, seams), and the question
whether a made picture is a copy of a training picture. All come out of streams, in bounded memory, the same each time.
"""
