package consumer

import (
	"math"
	"testing"
)

func alike(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(1, math.Abs(want))) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// Every weight of the utility of a room multiplies what it is the weight of, worked out by hand with numbers that all differ.
func TestTheUtilityOfARoomIsTheSumOfItsParts(t *testing.T) {
	r := &Room{Trust: 2, Follow: 0.3, Bond: 5, Capital: 7, Hype: 11, Content: 13, Product: 17, Match: 19, Social: 0.5, Newcomer: 0.25, Position: 1.5}
	alike(t, "what all see alike", r.Appeal(0.4, 0.5, 0.2, 0.1, 0.9), 13*0.4*0.5+17*0.2+11*0.1+2*0.4)
	alike(t, "in a host who is not trusted", r.Appeal(0, 0.5, 0, 0, 0.1), -2*0.4)
	own := 2*0.3 + 5*0.6 + 7*math.Log(4)
	alike(t, "a relation", r.Familiar(0.9, 0.6, 0.6, 3, 0, false), own)
	alike(t, "a relation to a host who is followed", r.Familiar(0.9, 0.6, 0.6, 3, 0, true), own+0.3)
	alike(t, "a relation to a host who suits", r.Familiar(0.9, 0.6, 0.6, 3, 0.4, false), own+19*0.4)
	alike(t, "a relation to a host who does not", r.Familiar(0.9, 0.6, 0.6, 3, -0.4, false), own-19*0.4)
	alike(t, "no relation", r.Familiar(0.6, 0.6, 0, 0, 0, false), 0)
	alike(t, "popularity", r.Popularity(6, 4), 0.5*math.Log((1.5+0.25)/1.25))
	alike(t, "popularity where nobody watches", r.Popularity(0, 0), 0)
	alike(t, "the fourth place", r.PositionLog(4), -1.5*math.Log(4))
}

// A match of style is the weight times the product of both points: of one sign where they lie on one side, 0 at right angles.
func TestStylesMatchByTheProductOfTheirPoints(t *testing.T) {
	taste := &Taste{Style: 3}
	alike(t, "match", taste.Match(0.5, -0.4, 0.8, 0.25), 3*(0.4-0.1))
	alike(t, "match with the opposite", taste.Match(0.5, 0.5, -0.5, -0.5), -1.5)
	alike(t, "match at right angles", taste.Match(0.5, 0, 0, 0.5), 0)
}

// Of the draws below 1 the share that uses live shopping at the start is Initial, the share that has left it Initial·Left.
func TestTheSharesAtTheStartAreAsSaid(t *testing.T) {
	a := &Adoption{Initial: 0.5, Left: 0.25}
	for _, c := range []struct {
		u          float64
		uses, left bool
	}{{0, true, false}, {0.499, true, false}, {0.5, false, true}, {0.624, false, true}, {0.625, false, false}, {0.99, false, false}} {
		if uses, left := a.AtStart(c.u); uses != c.uses || left != c.left {
			t.Errorf("a draw of %v: uses %v, left %v", c.u, uses, left)
		}
	}
}
