"""What is looked at and signed before anything is printed: the proof, its light copy for mail."""

from core.press.proof.sheet import A3, A4, Proof, export_proof_pdf, proof_drawing
from core.press.proof.texts import CHINESE, ENGLISH, LANGUAGES, ProofTexts

__all__ = [
    "A3",
    "A4",
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "Proof",
    "ProofTexts",
    "export_proof_pdf",
    "proof_drawing",
]
