"""The doors: each file shows the same questions and findings in its own way."""
