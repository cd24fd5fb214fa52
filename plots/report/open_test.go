package report

import (
	"testing"

	"livebazaar/internal/invented"
	"livebazaar/plots"
)

// open reads invented results in a language.
func open(t testing.TB, v *invented.Results, lang string) *study {
	t.Helper()
	s, err := plots.Read(v, plots.Options{Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	return &study{s}
}
