package consumer

import (
	"testing"

	"pgregory.net/rapid"
)

// Nothing is known of a host before the first order is kept, half after Half of them, and never all.
func TestAHostIsKnownByItsKeptOrders(t *testing.T) {
	k := Known{Half: 3}
	alike(t, "known without an order", k.Share(0), 0)
	alike(t, "known after half", k.Share(3), .5)
	alike(t, "known after nine", k.Share(9), .75)
	rapid.Check(t, func(t *rapid.T) {
		k := Known{Half: rapid.Float64Range(.1, 50).Draw(t, "half")}
		kept := rapid.Float64Range(0, 32).Draw(t, "kept")
		if now, next := k.Share(kept), k.Share(kept+1); now < 0 || next <= now || next >= 1 {
			t.Fatalf("%g is known after %g kept orders, %g after one more", now, kept, next)
		}
	})
}
