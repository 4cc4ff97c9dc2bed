"""The sample: two kecamatan at work, played through the same verbs that people press."""
