package crowd

import (
	"livebazaar/sim/fixed"
	"livebazaar/sim/street"
)

// A Probe looks at visits to rooms while they happen: what the chance to buy is, and what it would be for the same visitor, good and
// price if the relation to the host were another. It draws nothing and changes nothing.
type Probe struct {
	By [2][2]VisitSum // by way: public, private; by experience: none, kept orders from the host
}

// VisitSum are sums over visits. Chances count in 1/65536, utils in 1/1024.
type VisitSum struct {
	Visits       int64
	Chance       int64 // to buy, as it is
	WithoutBond  int64 // if there were no bond
	WithoutTrust int64 // if the visitor trusted the host, and what it claims, as the public does
	WithoutKnown int64 // if nothing were known of the host by experience
	Stranger     int64 // if the host were unknown: none of the three
	Value        int64 // of what is bought, fen × 65536: chance × price
	Price        int64 // fen
	Slope        int64 // what one per cent more of the price changes of the chance, its price against list and all depth held, × 100
}

// Add adds the sums of another.
func (s *VisitSum) Add(o *VisitSum) {
	s.Visits += o.Visits
	s.Chance += o.Chance
	s.WithoutBond += o.WithoutBond
	s.WithoutTrust += o.WithoutTrust
	s.WithoutKnown += o.WithoutKnown
	s.Stranger += o.Stranger
	s.Value += o.Value
	s.Price += o.Price
	s.Slope += o.Slope
}

// Attach lets a probe look at the visits from now on, nil none.
func (w *Crowd) Attach(p *Probe) { w.run.probe = p }

// reportProbe adds to the probe what the workers have seen.
func (w *Crowd) reportProbe() {
	p := w.run.probe
	if p == nil {
		return
	}
	for i := range w.run.workers {
		seen := &w.run.workers[i].seen
		for way := range p.By {
			for known := range p.By[way] {
				p.By[way][known].Add(&seen.By[way][known])
			}
		}
		*seen = Probe{}
	}
}

// probeWatcher looks at a visit of one who comes to watch: nothing is bought, whatever the relation.
func (s *slate) probeWatcher(with *relations, terms *street.Terms, private bool) {
	if s.w.run.probe == nil {
		return
	}
	sum := &s.acc.seen.By[one(private)][one(with.known > 0)]
	sum.Visits++
	sum.Price += terms.Price
}

// probe looks at a visit of one who comes to buy, and at the goods that are weighed.
func (s *slate) probe(rm *street.Room, with *relations, goods []weighed, match, kappa int32, private bool) {
	t := s.t
	sum := &s.acc.seen.By[one(private)][one(with.known > 0)]
	public := int32(rm.Trust)
	had := s.ease(with, match)
	chance := func(v relations) int64 {
		worth := int32(0)
		for k := range goods {
			g := &goods[k]
			u := g.u - had - (t.quality*s.expected(with.trust, g.terms))>>10 - s.joy(with, public)
			u += s.ease(&v, match) + (t.quality*s.expected(v.trust, g.terms))>>10 + s.joy(&v, public)
			if k == 0 {
				worth = u
			} else {
				worth, _ = t.join(worth, u, 0)
			}
		}
		return int64(t.buys[level(worth)])
	}
	noBond, noTrust, noKnown := *with, *with, *with
	noBond.bond, noTrust.trust, noKnown.known = 0, public, 0
	p := chance(*with)
	price, cost := s.inMean(goods, kappa)
	sum.Visits++
	sum.Chance += p
	sum.WithoutBond += chance(noBond)
	sum.WithoutTrust += chance(noTrust)
	sum.WithoutKnown += chance(noKnown)
	sum.Stranger += chance(relations{trust: public})
	sum.Value += p * price
	sum.Price += price
	sum.Slope -= cost * (p * (65536 - p) >> 16) / fixed.One
}

// inMean returns the price of the goods that are weighed, fen, and what it takes from their worth, 1/1024 util, both weighted by the
// chance that a good is the one bought.
func (s *slate) inMean(goods []weighed, kappa int32) (price, cost int64) {
	worth := int32(0)
	for k := range goods {
		g := &goods[k]
		here := g.terms.Price
		takes := int64(s.t.cost(here, g.terms.Relative, kappa, s.c.Budget) + kappa)
		if k == 0 {
			worth, price, cost = g.u, here, takes
			continue
		}
		share := int64(s.t.buys[level(int32(int64(g.u-worth)<<10/int64(s.t.apart)))])
		price += (here - price) * share >> 16
		cost += (takes - cost) * share >> 16
		worth, _ = s.t.join(worth, g.u, 0)
	}
	return price, cost
}
