package crowd

import (
	"math"
	"testing"

	"livebazaar/agents/chance"
	"livebazaar/sim/fixed"
	"livebazaar/sim/street"
)

// A visit worked out by hand: what the chance to buy is, and what it would be if one part of the relation, or all, were missing.
func TestAProbeSeesWhatARelationAddsToAVisit(t *testing.T) {
	t.Parallel()
	w := crowdOf(t, 10, 1, 2, map[string]any{"consumers.known.comfort": 2.0, "consumers.known.trust": 4.0, "consumers.purchase.quality": 3.0,
		"consumers.purchase.price": 10.0})
	w.run.workers = make([]worker, 1)
	w.run.prior[0] = fixed.Of(.5)
	s := w.visitorOf(3)
	s.acc = &w.run.workers[0]
	// public trust .5, a claim of .9 against .5 elsewhere; a crowded room takes .25 utils
	room := &street.Room{Trust: int16(fixed.Of(.5)), Crowd: -fixed.Of(.25)}
	terms := &street.Terms{Price: 9000, Relative: 65536 * 5 / 4, Claim: int16(fixed.Of(.9))}
	with := relations{trust: fixed.Of(.75), bond: fixed.Of(.5), known: fixed.Of(.5)}
	match, kappa := fixed.Of(1.5), fixed.Of(4)
	var p Probe
	w.Attach(&p)
	// of the utility −3 is the visitor's and the good's, whatever the relation; with it −.25 by the crowd, the match that is known, .75, and comfort, 1
	good := func(u float64, with relations, known float64) []weighed {
		return []weighed{{terms: terms, u: fixed.Of(u+known) - fixed.Of(.25) + (s.t.quality*s.expected(with.trust, terms))>>10 +
			s.joy(&with, int32(room.Trust))}}
	}
	stranger := relations{trust: fixed.Of(.5)}
	s.probe(room, &with, good(-3, with, .75+1), match, kappa, true)
	s.probe(room, &with, good(-3, with, .75+1), match, kappa, true)
	s.probe(room, &stranger, good(-3, stranger, 0), match, kappa, false)
	w.reportProbe()
	w.reportProbe() // reports nothing twice

	// α_q·E[q] with trust .75: 3·(.5 + .75·.4) = 2.4; with the public's .5: 2.1. Comfort 2·.5 = 1. Joy: bond .5, trust 4·(.75 − .5) = 1
	const own, byPublic = -3 - .25 + 2.4, -3 - .25 + 2.1
	budget := 100 * w.p.Consumers.Budget.Class(int(s.c.Budget))
	costs := 4*1.25 + 10*9000/budget // what one per cent more of the price takes, × 100
	of := func(u float64) float64 { return chance.Logistic(u) }
	slope := func(u float64) float64 { return -costs * of(u) * (1 - of(u)) }
	fan, unknown := own+.75+.5+1+1, byPublic
	for _, c := range []struct {
		what        string
		got         int64
		want, close float64
	}{
		{"fans' visits", p.By[1][1].Visits * 65536, 2, 0},
		{"to buy", p.By[1][1].Chance, 2 * of(fan), .02},
		{"without the bond", p.By[1][1].WithoutBond, 2 * of(fan-.5), .02},
		{"without trust", p.By[1][1].WithoutTrust, 2 * of(byPublic+.75+.5+1), .02},
		{"without what is known", p.By[1][1].WithoutKnown, 2 * of(own+.5+1), .02},
		{"as a stranger", p.By[1][1].Stranger, 2 * of(unknown), .02},
		{"price", p.By[1][1].Price * 65536, 18000, 0},
		{"value", p.By[1][1].Value, 2 * 9000 * of(fan), 180},
		{"slope", p.By[1][1].Slope, 2 * slope(fan), .1},
		{"strangers' visits", p.By[0][0].Visits * 65536, 1, 0},
		{"a stranger's to buy", p.By[0][0].Chance, of(unknown), .01},
		{"a stranger's without a relation", p.By[0][0].Stranger, of(unknown), .01},
		{"a stranger's slope", p.By[0][0].Slope, slope(unknown), .05},
		{"strangers in private", p.By[1][0].Visits, 0, 0},
		{"fans in public", p.By[0][1].Visits, 0, 0},
	} {
		if got := float64(c.got) / 65536; math.Abs(got-c.want) > c.close {
			t.Errorf("%s: %.4f, want %.4f", c.what, got, c.want)
		}
	}
}

// Of two goods the one that is worth more is bought more often by e^(difference/λ), and both together more often than either alone.
func TestAProbeWeighsSeveralGoods(t *testing.T) {
	t.Parallel()
	w := crowdOf(t, 10, 1, 2, map[string]any{"consumers.purchase.apart": .5, "consumers.purchase.price": 10.0})
	w.run.workers = make([]worker, 1)
	s := w.visitorOf(3)
	s.acc = &w.run.workers[0]
	cheap, dear := &street.Terms{Price: 5000, Relative: 65536}, &street.Terms{Price: 15000, Relative: 65536}
	room, with, kappa := &street.Room{Trust: int16(fixed.Of(.5))}, relations{trust: fixed.Of(.5)}, fixed.Of(4)
	var p Probe
	w.Attach(&p)
	s.probe(room, &with, []weighed{{terms: cheap, u: fixed.Of(-1)}, {terms: dear, u: fixed.Of(-2)}}, 0, kappa, false)
	w.reportProbe()
	sum := &p.By[0][0]
	together, share := .5*math.Log(math.Exp(-2)+math.Exp(-4)), 1/(1+math.Exp(2))
	budget := 100 * w.p.Consumers.Budget.Class(int(s.c.Budget))
	chanceTo, price := chance.Logistic(together), 5000+10000*share
	for _, c := range []struct {
		what             string
		got, want, close float64
	}{
		{"chance to buy", float64(sum.Chance) / 65536, chanceTo, .005},
		{"price of what is bought", float64(sum.Price), price, 100},
		{"value", float64(sum.Value) / 65536, chanceTo * price, 40},
		{"slope", float64(sum.Slope) / 65536, -(4 + 10*price/budget) * chanceTo * (1 - chanceTo), .03},
	} {
		if math.Abs(c.got-c.want) > c.close {
			t.Errorf("%s: %.4f, want %.4f", c.what, c.got, c.want)
		}
	}
}
