package ink

import (
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// However much room there is, a title is shortened to as much as fits, and behind a whole word, unless that would cost a long part
// of one.
func TestTitlesAreShortenedBehindWholeWords(t *testing.T) {
	const title = "Engagement and nothing else whatever may come of antidisestablishmentarianism in the end of it"
	const size = 9.5
	l := NewLettering(false, "")
	width := func(line string) vg.Length { return l.line(size).and(line).width() }
	for room := vg.Length(60); room < width(title); room++ {
		got := l.Shorten(Shown{Words: title}, size, room, 1, CutEnd)
		left, short := strings.CutSuffix(got, "…")
		if !short || !strings.HasPrefix(title, left) || len(l.Wrap(got, size, room)) > 1 {
			t.Fatalf("in %v points: %q", room, got)
		}
		rest := title[len(left):]
		next, _, _ := strings.Cut(rest[1:], " ") // the next word, or what is left of this one
		if rest[0] != ' ' && strings.Contains(left, " ") && len(left)-strings.LastIndex(left, " ")-1 <= longestPart {
			t.Errorf("in %v points a word is cut: %q", room, got)
		}
		if rest[0] == ' ' && len(next) <= longestPart && width(left+" "+next+"…") <= room {
			t.Errorf("in %v points %q has room for %q", room, got, next)
		}
	}
	// In several lines, and cut in the middle, the same: as much as fits, of both ends.
	for _, width := range []vg.Length{90, 120, 150} {
		got := l.Shorten(Shown{title, ": a note"}, size, width, 2, cutMiddle)
		head, tail, cut := strings.Cut(got, "…")
		if !cut || !strings.HasPrefix(title, head+" ") || !strings.HasSuffix(title, " "+tail) || len(l.Wrap(got+": a note", size, width)) > 2 {
			t.Errorf("in two lines of %v points: %q", width, got)
		}
	}
}

func TestLinesBreakBetweenWordsAndChineseCharacters(t *testing.T) {
	l := NewLettering(true, "")
	for _, line := range l.Wrap("最后一年的净成交，按月统计。前十名主播占比（由小到大）。", 10, 60) {
		if w := l.line(10).and(line).width(); w > 72 {
			t.Errorf("line %q is %v wide", line, w)
		}
		if first := []rune(line)[0]; first == '，' || first == '。' || first == '）' {
			t.Errorf("line %q begins with a closing mark", line)
		}
	}
}

func TestLengthsAreWrittenShort(t *testing.T) {
	for got, want := range map[string]string{short(-0.001): "0", short(12.50): "12.5", short(3): "3"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
