"""What leaves the studio: the print PDF (PDF/X-4), the proof, and the blank by itself. Points begin here."""
