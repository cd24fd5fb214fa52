package character

import (
	"strings"
	"testing"
	"unicode"
)

func TestWhatMovesTheCursorOrTurnsTheTextIsHidden(t *testing.T) {
	hidden := []rune{0, '\t', '\n', '\r', 0x1b, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
		0x2028, 0x2029, 0x200b, 0x2060, 0xfeff, 0xad, 0xfffe, 0xffff, 0x10ffff, 0xfdd0, 0xfff9, 0xe0041, 0xd800}
	for r := rune(0); r < 0xa0; r++ {
		if unicode.IsControl(r) && !Hidden(r) {
			t.Errorf("%U may be shown", r)
		}
	}
	for _, r := range hidden {
		if !Hidden(r) {
			t.Errorf("%U may be shown", r)
		}
	}
	for _, r := range "aé中，。“”—\u200d\u200c\u200e\u0600👩\ufe0f \u00a0\u3000\ue000" {
		if Hidden(r) {
			t.Errorf("%U may not be shown", r)
		}
	}
}

func TestMessagesQuoteHiddenCharactersAsEscapes(t *testing.T) {
	if got := Visible("a\x1b[31m\u202eb\nc\U000e0041"); got != `a\u001B[31m\u202Eb`+"\nc"+`\U000E0041` {
		t.Errorf("%q", got)
	}
	if s := "plain 中文 text\n"; Visible(s) != s {
		t.Error("a plain text is changed")
	}
}

func TestCharactersAreNamedWithWhatToTypeInstead(t *testing.T) {
	for _, c := range []struct {
		r           rune
		name, typed string
	}{
		{'“', "“ (U+201C, curly quote)", `write the straight quote "`},
		{'＝', "＝ (U+FF1D, full-width equals sign)", "write ="},
		{'。', "。 (U+3002, ideographic full stop)", "write ."},
		{'、', "、 (U+3001, ideographic comma)", "write ,"},
		{'１', "１ (U+FF11, full-width 1)", "write 1"},
		{'−', "− (U+2212, minus sign)", "write - (hyphen-minus)"},
		{0xa0, "U+00A0 (non-breaking space)", "write a plain space"},
		{0x3000, "U+3000 (ideographic space)", "write a plain space"},
		{0x202e, "U+202E (right-to-left override)", ""},
		{0x9b, "U+009B (control character)", ""},
		{'费', "费 (U+8D39)", ""},
		{'(', "(", ""},
	} {
		if Name(c.r) != c.name || Typed(c.r) != c.typed {
			t.Errorf("%U is %q, %q", c.r, Name(c.r), Typed(c.r))
		}
	}
	for _, r := range "＝，：．［］｛｝（）＃＂、。“”‘’«»−–—\u00a0\u3000" {
		if to := Instead(r); to == "" || strings.ContainsFunc(to, func(r rune) bool { return r > unicode.MaxASCII }) {
			t.Errorf("%c: write %q instead", r, to)
		}
	}
}
