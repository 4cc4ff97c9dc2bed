"""Signatures that an outside service put on a PDF: read in a child process, never made here."""

from kinerja.signature.checking import Check, Outcome, Signature, check, signatures_of

__all__ = ["Check", "Outcome", "Signature", "check", "signatures_of"]
