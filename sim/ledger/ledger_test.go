package ledger

import (
	"math"
	"strings"
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

// Money is conserved exactly (V8; docs/model.md, section 8): whatever is moved, in whatever order, the balances add up
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

// What a ledger does not take stops the run with the accounts and the purpose: a negative transfer, which would be one the
// other way round under a wrong name, and one that would take a flow or a balance beyond what is held. Nothing is moved.
func TestTransfersThatCannotBeHeldAreFaults(t *testing.T) {
	payer, payee := Account{Class: Merchants, Index: 2}, Account{Class: Escrow}
	for _, c := range []struct {
		what                 string
		payer, payee, before int64
		amount               int64
	}{
		{"is negative", 0, 0, 0, -1},
		{"in a day for one purpose", 0, 0, 0, MostADay + 1},
		{"in a day for one purpose", 0, 0, 0, math.MaxInt64},
		{"in a day for one purpose", 0, 0, MostADay, 1},
		{"balances of", -MostHeld, 0, 0, 1},
		{"balances of", 0, MostHeld, 0, 1},
	} {
		l := New(merchants, streamers, agencies, platforms)
		l.Balance[payer.Class][payer.Index], l.Balance[payee.Class][payee.Index] = c.payer, c.payee
		l.Flow[flowIndex(payer.Class, payee.Class, Fine)] = c.before
		func() {
			defer func() {
				f, is := recover().(*Fault)
				if !is || f.From != payer || f.To != payee || f.Why != Fine || f.Amount != c.amount {
					t.Errorf("%d fen after %d: %v", c.amount, c.before, f)
				} else if text := f.Error(); !strings.Contains(text, "from merchants[2] to escrow for fine") || !strings.Contains(text, c.what) {
					t.Errorf("%d fen after %d: %s", c.amount, c.before, text)
				}
			}()
			l.Move(payer, payee, Fine, c.amount)
		}()
		if l.Of(payer.Class, payer.Index) != c.payer || l.Of(payee.Class, payee.Index) != c.payee || l.Moved(payer.Class, payee.Class, Fine) != c.before {
			t.Errorf("%d fen after %d: something was moved", c.amount, c.before)
		}
	}
	l := New(merchants, streamers, agencies, platforms)
	l.Move(payer, payee, Fine, MostADay) // and this is held
}

// Wraps that cancel each other do not balance the accounts.
func TestSumIsNotFooledByWraps(t *testing.T) {
	for _, c := range []struct {
		balances [4]int64
		sum      int64
	}{
		{[4]int64{1 << 62, 1 << 62, 1 << 62, 1 << 62}, math.MaxInt64}, // 2^64 is 0 in 64 bits
		{[4]int64{-1 << 63, -1 << 63, 0, 0}, math.MinInt64},
		{[4]int64{1<<63 - 1, 1, -1 << 63, 0}, 0},
		{[4]int64{5, -3, -4, 0}, -2},
		{[4]int64{1<<63 - 1, 1<<63 - 1, -1 << 63, 0}, 1<<63 - 2},
	} {
		l := New(4, 1, 1, 1)
		copy(l.Balance[Merchants], c.balances[:])
		if got := l.Sum(); got != c.sum {
			t.Errorf("%d add up to %d, not %d", c.balances, c.sum, got)
		}
	}
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
