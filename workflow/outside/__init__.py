"""Outside applications: the values in their order, and the receipts that they give back."""
