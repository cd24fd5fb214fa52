package state

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
)

// Origin is what the market was made with and keeps under any later rules: its consumers care for what they care for, and
// what was expected before anybody had sold anything cannot be expected anew.
type Origin struct {
	Cares  [NumCategories]float64     // share of consumers who care for each category
	Demand [merchant.NumTiers]float64 // what a merchant of each tier expected to sell of a good, units a day
}

// Keys are the roots of the draws. Population and market have separate seeds, so that one initial population can be
// followed under other market draws.
type Keys struct {
	Population, Market chance.Key
}

// On returns the key of a purpose on the present day.
func (w *Market) On(p chance.Purpose) chance.Key {
	return w.Keys.Market.For(p).At(uint64(w.Day + 1<<20))
}

// Scale says how many real consumers and streamers one simulated one stands for. Amounts per streamer or per show in
// real yuan are divided by Ratio = W_c/W_s (docs/model.md, section 2).
type Scale struct {
	ConsumersPer, StreamersPer, Ratio float64
}

// Real converts a real amount per streamer, merchant, agency or show in yuan to fen of the simulated market.
func (s Scale) Real(yuan float64) int64 { return Truncated(yuan*100/s.Ratio + 0.5) }
