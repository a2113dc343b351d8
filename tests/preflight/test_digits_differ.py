from __future__ import annotations

import io
import string
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from lamplight.preflight import typefaces
from preflight.samples import CALL, ROOT, codes, proof

if TYPE_CHECKING:
    from lamplight.preflight import Proof

CODE = "digits-differ"
FACE = "@font-face{{font-family:Mixed;src:url(file://{})}}"


def _with_mixed_fonts(*files: str) -> bytes:
    config = FontConfiguration()
    faces = "".join(FACE.format(ROOT / "fonts" / file) for file in files)
    sheet = CSS(string=faces + "body{font:11pt Mixed}", font_config=config)
    pdf: bytes = HTML(string=f"<p>{CALL.shown}</p>").write_pdf(stylesheets=[sheet], font_config=config)
    return pdf
