"""Whether a finished .docx is laid out as GB/T 9704-2012 asks (handbook 5 §6.1): 文件, 信函 and 简报 shapes.

Reads formatting as Word resolves it: document defaults, styles and what they are based on, then the paragraph and its runs. What only
a printer knows (paper, binding) is not checked.
"""

from pipeline.documents.layout.checking import LayoutCheck, NotADocument, check_layout
from pipeline.documents.layout.finding import LayoutFinding

__all__ = ["LayoutCheck", "LayoutFinding", "NotADocument", "check_layout"]
