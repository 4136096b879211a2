"""What other programs made of pages: MinerU, PaddleOCR, docling, and text recognition in ALTO, PAGE XML and hOCR."""
