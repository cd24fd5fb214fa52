package crowd

import (
	"math"

	"livebazaar/agents/chance"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// places are the hosts in the market that consumers of a circle may know: streamers, then stores.
type places [2][]int32

// Draws of a place of memory.
const (
	pastFilled = iota
	pastStore
	pastFollowed
	pastKept
	pastFailed
	pastBond
	pastVisits
	pastNoticed // one for each host noticed
)

// RememberPast gives the first users memories of hosts, and the hosts the followers and the public trust that follow from them. It
// happens once, when the hosts are there.
func (w *Crowd) RememberPast() {
	circles := make([]places, max(1, w.Circles))
	for _, host := range w.Roll.Order {
		kind := one(int(host) >= w.NumStreamers())
		circle := &circles[w.CircleOf(w.Hosts.ID[host])][kind]
		*circle = append(*circle, host)
	}
	key := w.Keys.Population.For(chance.Past)
	w.eachChunk(func(chunk int, _ *worker) {
		from, to := w.Consumers.ChunkOf(chunk)
		for i := from; i < to; i++ {
			if w.Consumers.Habit[i]&state.UseMask == state.Adopter {
				w.rememberHosts(&w.Consumers.Rec[i], i, key.At(uint64(i)), &circles[slates.Circle(uint64(i), uint64(len(circles)))])
			}
		}
	})
	w.creditHosts()
}

// rememberHosts fills the memory of a first user.
func (w *Crowd) rememberHosts(c *state.Consumer, i int, key chance.Key, known *places) {
	p := &w.p.Consumers.Past
	habit := float64(c.Habit()) / 15
	c.Platform = uint8(float64(c.Platform) + float64(habit*(float64(255*p.Platform)-float64(c.Platform))))
	for j := range c.Rel {
		own := key.At(uint64(j))
		hosts := known[one(own.Chance(pastStore, p.Stores))]
		if !own.Chance(pastFilled, habit) || len(hosts) == 0 {
			continue
		}
		host := w.bestNoticed(c, i, own, hosts)
		if channel := w.street.Channel(host); c.Find(channel, 0) < 0 {
			count := func(draw uint64, mean, most float64) uint32 {
				return uint32(min(most, float64(mean*own.Exponential(draw))+0.5))
			}
			c.Rel[j] = state.NewRelation(channel, count(pastKept, 8*p.Kept, 255), count(pastFailed, 8*p.Failed*w.p.Consumers.Trust.Negative, 255),
				count(pastBond, 127*p.Bond, 127), max(1, count(pastVisits, p.Visits, 63)), own.Chance(pastFollowed, p.Followed), 1)
		}
	}
}

// bestNoticed is the host that a consumer likes best of some: appeal but for what is fresh, taste, style and lasting match.
func (w *Crowd) bestNoticed(c *state.Consumer, i int, own chance.Key, hosts []int32) int32 {
	p, h := &w.p.Consumers, &w.Hosts
	lasting := w.Keys.Population.For(chance.Lasting)
	mine := uint32(uint64(lasting.For(chance.Population).At(uint64(i))) >> 32)
	x, y := float64(int8(c.Taste>>48))/127, float64(int8(c.Taste>>56))/127
	best, most := hosts[0], math.Inf(-1)
	for k := range uint64(p.Past.Noticed + 0.5) {
		host := hosts[own.Below(pastNoticed+k, len(hosts))]
		self := uint32(lasting.At(h.ID[host])>>32) | 1
		u := float64(p.Past.Appeal*p.Room.Appeal(h.Content[host], h.Fresh[host], h.Product[host], h.Hype[host], 0.5)) +
			float64(p.Taste.Category*float64(c.TasteFor(h.Category[host]))/15) +
			float64(p.Taste.Match(x, y, float64(h.StyleX[host])/127, float64(h.StyleY[host])/127)) +
			float64(float64(p.Known.Match*float64(w.t.normal[mine*self>>20]))/1024)
		if u > most {
			best, most = host, u
		}
	}
	return best
}

// creditHosts counts followers, and takes what consumers remember of their hosts for what the public has heard.
func (w *Crowd) creditHosts() {
	h, v := &w.Hosts, w.Main()
	kept, failed := make([]int64, len(h.Alive)), make([]int64, len(h.Alive)) // eighths of an order
	for i := range w.Consumers.Rec {
		for _, r := range w.Consumers.Rec[i].Rel {
			if r != 0 {
				host := r.Channel()
				v.Followers[host] += int64(one(r.Followed()))
				kept[host] += int64(r.Positive())
				failed[host] += int64(r.Negative())
			}
		}
	}
	for host := range kept {
		h.TrustPos[host], h.TrustNeg[host] = float64(kept[host])/8, float64(failed[host])/8
	}
}
