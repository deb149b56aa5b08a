"""Native Word charts: drawn by staff in the template and found by their alt text, or put where a tag stands alone."""
