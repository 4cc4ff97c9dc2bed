"""Filing the archive: its description with retention, its paper copies, and daftar arsip."""
