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

// probe looks at a visit of one who comes to buy: u is its utility without the expected quality and what the relation adds beside the known match.
func (s *slate) probe(rm *street.Room, with *relations, u, match int32, terms *street.Terms, kappa int32, private bool) {
	t := s.t
	sum := &s.acc.seen.By[one(private)][one(with.known > 0)]
	u += rm.Crowd
	public := int32(rm.Trust)
	fit := (match * with.known) >> 10
	of := func(v relations, fit int32) int64 {
		return int64(t.buys[level(u+fit+(t.quality*s.expected(v.trust, terms))>>10+s.joy(&v, public))])
	}
	u -= fit
	as, noBond, noTrust, noKnown := *with, *with, *with, *with
	noBond.bond, noTrust.trust, noKnown.known = 0, public, 0
	p := of(as, fit)
	sum.Visits++
	sum.Chance += p
	sum.WithoutBond += of(noBond, fit)
	sum.WithoutTrust += of(noTrust, fit)
	sum.WithoutKnown += of(noKnown, 0)
	sum.Stranger += of(relations{trust: public}, 0)
	sum.Value += p * terms.Price
	sum.Price += terms.Price
	cost := t.cost(terms.Price, terms.Relative, kappa, s.c.Budget) + kappa // what the price takes, in all
	sum.Slope -= int64(cost) * (p * (65536 - p) >> 16) / fixed.One
}
