"""The authorisation matrix: who may do what when, told from the SOP and compared with the code."""
