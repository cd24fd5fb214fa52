package ledger

import (
	"testing"

	"pgregory.net/rapid"
)

const merchants, streamers, agencies, platforms = 5, 7, 3, 1

func size(c Class) int {
	switch c {
	case Merchants:
		return merchants
	case Streamers:
		return streamers
	case MCNs:
		return agencies
	}
	return 1
}

func account(t *rapid.T, name string) Account {
	c := Class(rapid.IntRange(0, int(numClasses)-1).Draw(t, name))
	return Account{Class: c, Index: rapid.IntRange(0, size(c)-1).Draw(t, name+" index")}
}

// Money is conserved exactly (model description, check V8): whatever is moved, in whatever order, the balances add up
// to zero, every account holds what it received less what it paid, and the flows of the day tell where all of it went.
func TestEveryFenIsSomewhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := New(merchants, streamers, agencies, platforms)
		holds := map[Account]int64{}
		type flow struct {
			from, to Class
			why      Purpose
		}
		var moved map[flow]int64
		for range rapid.IntRange(1, 3).Draw(t, "days") {
			l.Morning()
			moved = map[flow]int64{}
			for range rapid.IntRange(0, 40).Draw(t, "moves") {
				from, to := account(t, "from"), account(t, "to")
				why := Purpose(rapid.IntRange(0, int(numPurposes)-1).Draw(t, "why"))
				fen := rapid.Int64Range(0, 1<<45).Draw(t, "fen")
				l.Move(from, to, why, fen)
				holds[from] -= fen
				holds[to] += fen
				moved[flow{from.Class, to.Class, why}] += fen
				if l.Sum() != 0 {
					t.Fatalf("the balances add up to %d", l.Sum())
				}
			}
		}
		totals := map[Class]int64{}
		for c := range numClasses {
			for i := range size(c) {
				if got := l.Of(c, i); got != holds[Account{c, i}] {
					t.Fatalf("%s %d holds %d, should hold %d", c, i, got, holds[Account{c, i}])
				}
				totals[c] += holds[Account{c, i}]
			}
			if l.Total(c) != totals[c] {
				t.Fatalf("%s hold %d in all, should hold %d", c, l.Total(c), totals[c])
			}
		}
		seen := 0
		l.EachFlow(func(from, to Class, why Purpose, amount int64) {
			f := flow{from, to, why}
			if amount == 0 || amount != moved[f] || amount != l.Moved(from, to, why) {
				t.Fatalf("%v: %d, should be %d", f, amount, moved[f])
			}
			seen++
		})
		for _, amount := range moved {
			if amount != 0 {
				seen--
			}
		}
		if seen != 0 {
			t.Fatalf("%d flows too many were reported", seen)
		}
	})
}

func TestMorningClearsFlowsAndKeepsBalances(t *testing.T) {
	l := New(1, 1, 1, 1)
	l.Move(Account{Class: Consumers}, Account{Class: Escrow}, Payment, 12_345)
	l.Morning()
	if l.Moved(Consumers, Escrow, Payment) != 0 || l.Of(Escrow, 0) != 12_345 || l.Of(Consumers, 0) != -12_345 {
		t.Errorf("flow %d, escrow %d, consumers %d", l.Moved(Consumers, Escrow, Payment), l.Of(Escrow, 0), l.Of(Consumers, 0))
	}
	l.EachFlow(func(from, to Class, why Purpose, amount int64) {
		t.Errorf("%s to %s for %s: %d", from, to, why, amount)
	})
}

func TestFlowsAreReportedInOneOrder(t *testing.T) {
	order := func(moves []int) (names []string) {
		l := New(1, 1, 1, 1)
		for _, m := range moves {
			l.Move(Account{Class: Class(m % 3)}, Account{Class: Class(3 + m%4)}, Purpose(m), int64(m+1))
		}
		l.EachFlow(func(from, to Class, why Purpose, _ int64) {
			names = append(names, from.String()+to.String()+why.String())
		})
		return names
	}
	a, b := order([]int{0, 3, 5, 11, 7}), order([]int{7, 11, 5, 3, 0})
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("%v and %v", a, b)
		}
	}
}

// A negative transfer would be a transfer the other way round under a wrong name.
func TestNegativeTransferStopsTheRun(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a negative transfer went through")
		}
	}()
	l := New(1, 1, 1, 1)
	l.Move(Account{Class: Consumers}, Account{Class: Escrow}, Payment, -1)
}

// Flows are stored by name in result tables, so no two classes or purposes may share one.
func TestNamesAreDistinct(t *testing.T) {
	names := map[string]bool{}
	for c := range numClasses {
		names[c.String()] = true
	}
	if len(names) != int(numClasses) || names[""] {
		t.Errorf("classes %v", names)
	}
	names = map[string]bool{}
	for p := range numPurposes {
		names[p.String()] = true
	}
	if len(names) != int(numPurposes) || names[""] {
		t.Errorf("purposes %v", names)
	}
}
