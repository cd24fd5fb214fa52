"""Prints the code points of NotoSansSC-subset.otf: all of GB 2312 (6,763 Chinese characters), Latin, Greek, marks.

See README.md in this folder for the command that makes the subset.
"""

MARKS = (
    "‐‑‒–—―‘’“”…‰′″※€™←↑→↓↔−∞≈≠≤≥≪≫±×÷·•●○■□▲△◆◇★☆✓√∑∏∂∆Ω∝∈∩∪₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
    "〈〉《》「」『』【】〔〕、。〃々〇～〜￥％＋－＝＜＞（），．：；！？／＊＆＃＠［］｛｝｜①②③④⑤⑥⑦⑧⑨⑩"
)

points = {ord(mark) for mark in MARKS}
points.update(range(0x20, 0x7F), range(0xA0, 0x180), range(0x391, 0x3CA))
for row in range(16, 88):
    for column in range(1, 95):
        try:
            points.add(ord(bytes([row + 160, column + 160]).decode("gb2312")))
        except UnicodeDecodeError:
            pass  # five places at the end of row 55 are empty
print(",".join("U+%04X" % point for point in sorted(points)))
