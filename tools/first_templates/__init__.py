"""The Word templates first shipped, as a script wrote them."""
