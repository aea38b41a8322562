"""The arithmetic: standard library only; nothing here knows of people or screens."""
