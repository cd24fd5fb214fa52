package report

import (
	"testing"

	"livebazaar/internal/invented"
)

func BenchmarkDraw(b *testing.B) {
	v := invented.New(5, 8, 730, 400)
	b.ResetTimer()
	for range b.N {
		if err := Draw(v, func(string, []byte) error { return nil }, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
