"""The pages people open first: one for all periods, one for each.

Static and self-contained: no other file, no network, no script needed to read them. Their text stands in `catalogue/pages/`; whatever
comes from a department is escaped, and what could hide or turn in a name is shown by its number.
"""

from pipeline.documents.overview.links import link, visible
from pipeline.documents.overview.pages import period_page, prepare_pages, top_page

__all__ = ["link", "period_page", "prepare_pages", "top_page", "visible"]
