package sim

import (
	"errors"
	"slices"

	"livebazaar/agents/chance"
	"livebazaar/sim/ledger"
	"livebazaar/sim/record"
)

// ModelVersion rises whenever the same scenario and seed give other results.
const ModelVersion = 8

// New makes the market of one replicate on the eve of its first day of warm-up. The population hangs on the
// scenario's sizes, the seed and the replicate; two scenarios of equal sizes start with the same one.
func New(p *Params, seed uint64, replicate int) (w *World, err error) {
	if err := p.feasible(); err != nil {
		return nil, err
	}
	if err := p.holds(); err != nil {
		return nil, err
	}
	defer faults(&err)
	root := chance.Root(seed).At(uint64(replicate))
	w = &World{keys: Keys{Population: root.At(1), Market: root.At(2)}, First: 1 - p.Run.WarmupDays}
	w.Day = w.First
	w.p, w.t = p, compile(p)
	w.Scale = scaleOf(p)
	w.Origin.Cares = p.Categories.Weights()
	for t := range w.Origin.Demand {
		w.Origin.Demand[t] = p.Merchants.Tiers[t].Volume * w.meanDemand()
	}
	streamers, merchants, mcns := p.Streamers.Capacity(), p.Merchants.Capacity(), p.MCNs.Capacity()
	hosts := streamers + merchants
	stretch(&w.Hosts, hosts)
	stretch(&w.Offers, 2*hosts*LineUp)
	for i := range w.Offers.Good {
		w.Offers.Good[i] = -1
	}
	for h := range w.Hosts.Boost {
		w.Hosts.Boost[h] = 1
		w.Hosts.Fresh[h] = 1
		w.Hosts.Credit[h] = 100
		w.Hosts.Tier[h] = 2
	}
	w.Platforms = make([]Platform, 1)
	w.platform().Log.Grow(hosts)
	w.Accounts = ledger.New(merchants, streamers, mcns, len(w.Platforms))
	w.allocateStreamers(streamers)
	w.allocateMerchants(merchants)
	w.allocateMCNs(mcns, streamers)
	w.layOut(w)
	w.employ(1)
	w.populateMerchants()
	w.populateStreamers()
	w.populateMCNs()
	w.populateConsumers()
	w.Day--
	w.prepare()
	return w, nil
}

func scaleOf(p *Params) Scale {
	s := Scale{ConsumersPer: p.Consumers.Real / float64(p.Consumers.Count), StreamersPer: p.Streamers.Real / float64(p.Streamers.Count)}
	s.Ratio = s.ConsumersPer / s.StreamersPer
	return s
}

// layOut arranges the columns of agents and platforms in memory as copies of those of from, which may be the market itself.
func (w *World) layOut(from *World) {
	layOut(&w.Hosts, &from.Hosts)
	layOut(&w.Streamers, &from.Streamers)
	layOut(&w.MCNs, &from.MCNs)
	layOut(&w.Merchants, &from.Merchants)
	layOut(&w.Goods, &from.Goods)
	layOut(&w.Offers, &from.Offers)
	w.Platforms = slices.Clone(from.Platforms)
	for i := range w.Platforms {
		layOut(&w.Platforms[i], &from.Platforms[i])
	}
}

// prepare makes the scratch that follows from state and parameters, after New, Decode, Fork and Switch.
func (w *World) prepare() {
	r := &w.run
	hosts, goods := w.NumHosts(), len(w.Goods.Category)
	r.roomOf = make([]int32, hosts)
	for h := range r.roomOf {
		r.roomOf[h] = -1
	}
	r.rooms, r.open = r.rooms[:0], r.open[:0]
	r.terms = make([]terms, len(w.Offers.Good))
	r.commission, r.service = make([]int64, hosts), make([]int64, hosts)
	r.paidToday = make([]int64, hosts)
	r.proceeds = make([]proceeds, w.NumMerchants())
	r.delivered, r.below, r.blamed = make([]int32, goods), make([]bool, goods), make([]bool, goods)
	r.born = make([]uint32, hosts)
	r.feeBasis, r.serviceBasis = basisPoints(w.p.Platform.Fees.Commission), basisPoints(w.p.Platform.Fees.Service)
	w.employ(max(1, len(r.workers)))
	w.drawCircles()
	w.Rec.Reserve(w.ahead())
	w.arrange()
	w.rarity()
}

// Params returns the rules in force.
func (w *World) Params() *Params { return w.p }

// Today returns the day that was simulated last; measured days are ≥ 1.
func (w *World) Today() int64 { return w.Day }

// Book returns the record so far.
func (w *World) Book() *record.Book { return &w.Rec }

// ErrSizes reports rules for a market of other sizes.
var ErrSizes = errors.New("sim: the rules are for a market of other sizes")

// Switch puts other rules in force from the next day on. Sizes and the length of warm-up must be the same.
func (w *World) Switch(p *Params) error {
	if p.Consumers.Count != w.p.Consumers.Count || p.Streamers.Count != w.p.Streamers.Count ||
		p.Merchants.Count != w.p.Merchants.Count || p.MCNs.Count != w.p.MCNs.Count || 1-p.Run.WarmupDays != w.First {
		return ErrSizes
	}
	w.p, w.t = p, compile(p)
	w.prepare()
	w.boundChoices()
	return nil
}

// Reseed gives the market other draws from the next day on; population and state stay.
func (w *World) Reseed(market uint64) { w.keys.Market = chance.Root(market) }

// Boost multiplies the impressions given to a host by a factor from the next day on; 1 ends it.
func (w *World) Boost(host int, factor float64) { w.Hosts.Boost[host] = factor }
