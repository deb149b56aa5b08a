"""汇总表.xlsx: merged rows with their origin, every ranking, who has reported, what was found."""

from pipeline.catalogue import workbook as words
from pipeline.documents.material import Material
from pipeline.documents.sheets import sheets
from pipeline.documents.table_book import table_book
from pipeline.model.document import Document


def summary(material: Material) -> Document:
    """Return 汇总表.xlsx."""
    policies = material.definitions.office.policies
    return Document(words.FILE, table_book(sheets(material), words.TITLE, material.period, policies), words.TITLE)
