package talent

import (
	"livebazaar/agents/category"
	"livebazaar/agents/chance"
)

// populateStreamers fills the market with its first streamers: a cross-section of people who came at different times and lasted.
// Each is the most talented of some who tried. Many are near all that they will ever learn. None has followers yet.
func (w *Talent) populateStreamers() {
	var nothing [category.Count]float64
	p := &w.p.Streamers
	for s := range p.First() {
		tried := w.Keys.Population.For(chance.Population).At(uint64(w.Serial))
		lasted := tried.At(0)
		for n := int64(1); n < p.Talent.Tried; n++ {
			if other := tried.At(uint64(n)); other.Normal(0)+other.Normal(1) > lasted.Normal(0)+lasted.Normal(1) {
				lasted = other
			}
		}
		w.enterStreamer(s, lasted, &nothing)
		key := w.Keys.Population.For(chance.Entry).At(w.Hosts.ID[s])
		w.Hosts.Born[s] -= int32(key.Below(0, 720))
		w.Streamers.LastSession[s] = int32(w.Day)
		grown := key.Uniform(1)
		w.Hosts.Content[s] += float64(grown * (w.Streamers.Ceiling[s] - w.Hosts.Content[s]))
		w.Hosts.Product[s] += float64(grown * (w.Streamers.ProductTop[s] - w.Hosts.Product[s]))
		w.Hosts.Fresh[s] = float64(0.6 * key.Uniform(2))
		w.Streamers.Viability[s] = float64(key.Uniform(3) * p.Viability.Most)
	}
}
