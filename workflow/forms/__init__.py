"""What people type, read and held to its rules: a file per subject."""
