package terminal

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

var wordOrNumber = regexp.MustCompile(`[A-Za-z]+|[+−]?[0-9][0-9,.]*[0-9]|[+−]?[0-9]`)

// However narrow the terminal, what is printed fits, and no number and no word is broken; Chinese lines neither begin with a
// closing mark nor end with an opening one.
func TestNoNumberOrWordIsBrokenOnANarrowTerminal(t *testing.T) {
	t.Parallel()
	for _, n := range []int{2, 4} {
		k := inventedComparison(n, 8)
		k.Titles["rule1"], k.Titles["rule2"] = "Uniform exposure (control)", "不排序（统一曝光），对照组：每位主播"
		for _, lang := range []string{"en", "zh"} {
			show := func(c *Console) error {
				if err := c.showContrasts(k); err != nil {
					return err
				}
				c.Paragraph(c.reading(k))
				return c.ShowLevels(k, k.Shown())
			}
			whole := map[string]bool{}
			for _, w := range wordOrNumber.FindAllString(printed(t, lang, 0, show), -1) {
				whole[w] = true
			}
			for width := 30; width < 130; width += 5 {
				got := printed(t, lang, width, show)
				for _, w := range wordOrNumber.FindAllString(got, -1) {
					if !whole[w] {
						t.Errorf("%d scenarios in %s at %d columns: %q is a part of a word or number", n, lang, width, w)
					}
				}
				for line := range strings.Lines(got) {
					line = strings.TrimSpace(line)
					first, _ := utf8.DecodeRuneInString(line)
					last, _ := utf8.DecodeLastRuneInString(line)
					if strings.ContainsRune("，。、；：）】》”", first) || strings.ContainsRune("（【《“", last) || displayed(line) > width {
						t.Errorf("%d scenarios in %s at %d columns: %q", n, lang, width, line)
					}
				}
				if t.Failed() {
					t.Fatalf("in\n%s", got)
				}
			}
		}
	}
}

// What is longer than a line is broken all the same, at the parts of a key or path first; units stay with their numbers.
func TestWrapping(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text    string
		columns int
		want    []string
	}{
		{"platform.ranking.allocate", 17, []string{"platform.ranking.", "allocate"}},
		{"a 12.3 % rise", 6, []string{"a", "12.3 %", "rise"}},
		{"97 ± 4 of it", 6, []string{"97", "± 4 of", "it"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"（甲乙），丙", 6, []string{"（甲", "乙），", "丙"}},
		{"试验 GMV上升", 8, []string{"试验 GMV", "上升"}},
	} {
		if got := wrap(test.text, test.columns); fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%q in %d columns is %q, want %q", test.text, test.columns, got, test.want)
		}
	}
}
