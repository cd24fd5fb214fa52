"""Gives the subset the line height of Liberation Sans, so that both faces sit alike on lines and axes.

Usage: python3 metrics.py NotoSansSC-subset.otf
"""

import sys

from fontTools.ttLib import TTFont

font = TTFont(sys.argv[1], recalcTimestamp=False)
ascent, descent = 905, -212
font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, descent, 0
font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender, font["OS/2"].sTypoLineGap = ascent, descent, 0
font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ascent, -descent
font.save(sys.argv[1])
