package report

import (
	"strings"
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
	"livebazaar/sim/character"
)

func TestControlCharactersDoNotReachThePage(t *testing.T) {
	v := invented.Titled(invented.New(2, 2, 120, 10), func(int) invented.Title {
		const title = "bell \a esc \x1b[31m del \x7f csi \u009b bidi \u202e isolate \u2066 two\nlines"
		return invented.Title{EN: title, ZH: title}
	})
	v.Run.Command = append(v.Run.Command, "\x1b]0;owned\a")
	for _, lang := range []string{plots.English, plots.Chinese} {
		all := pageOf(t, v, Options{Lang: lang, Asked: &Asked{Question: plots.Plain("\x1bc \u202e"),
			Predictions: []Prediction{{Text: plots.Plain("\b\u2067")}}}})
		for _, r := range all {
			if r != '\n' && r != '\t' && character.Allowed(r) != r {
				t.Fatalf("%U is in the report", r)
			}
		}
		if !strings.Contains(all, "two lines") {
			t.Error("the title in two lines is not there as one")
		}
	}
}
