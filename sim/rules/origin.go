package rules

import (
	"livebazaar/sim/state"
)

// ScaleOf returns how many real consumers and streamers one simulated one stands for.
func ScaleOf(p *Params) state.Scale {
	s := state.Scale{ConsumersPer: p.Consumers.Real / float64(p.Consumers.Count), StreamersPer: p.Streamers.Real / float64(p.Streamers.Count)}
	s.Ratio = s.ConsumersPer / s.StreamersPer
	return s
}

// MeanDemand is the demand expected of the mean good at the start of the market, units a day.
func (p *Params) MeanDemand() float64 {
	return p.Merchants.Stock.Guess * float64(p.Consumers.Count) / float64(p.Merchants.Count*state.GoodsPer)
}

// Origin is what a market made under the parameters keeps under any later rules.
func (p *Params) Origin() (o state.Origin) {
	o.Cares = p.Categories.Weights()
	for t := range o.Demand {
		o.Demand[t] = p.Merchants.Tiers[t].Volume * p.MeanDemand()
	}
	return o
}
