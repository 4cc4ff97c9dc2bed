"""Papers that are made from what is kept each time: surat pengantar, and the Lembar Kendali SOP."""
