package rank

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
)

func TestFirstPutsTheLargestInFront(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(rapid.Uint64Range(0, 30), 0, 300).Draw(t, "keys")
		k := rapid.IntRange(0, len(keys)).Draw(t, "k")
		var items []item
		for i, key := range keys {
			items = append(items, newItem(chance.Root(2), uint64(i), i, key))
		}
		sorted := slices.Clone(items)
		slices.SortFunc(sorted, order)
		first(items, k)
		slices.SortFunc(items[:k], order)
		if !slices.Equal(items[:k], sorted[:k]) {
			t.Fatalf("the first %d are %v, want %v", k, items[:k], sorted[:k])
		}
	})
}

func TestScoresAndTheirKeysHaveTheSameOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Float64Min(0).Draw(t, "a"), rapid.Float64Min(0).Draw(t, "b")
		if (a < b) != (scoreKey(a) < scoreKey(b)) {
			t.Fatalf("%v and %v change places", a, b)
		}
	})
}
