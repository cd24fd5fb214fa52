package state

import (
	"livebazaar/sim/rank"
)

// A Venue is a platform as the market keeps it: what it knows of its channels. Hosts open rooms and
// consumers come on the main one alone, for now; the rules of all are Params.Platform.
type Venue struct {
	Channels `per:"host"`
	Log      rank.Log    `per:"host"`        // of its channels, from which all signals are estimated
	Memory   rank.Memory `per:"memory,host"` // what its ranking rules remember of its channels
}

// Channels (账号) are the presences of the hosts on one venue, by host. What a host is and can do is in Hosts: it goes with the
// person.
type Channels struct {
	Tier      []uint8 `vacant:"2"` // the venue's: 0 head, 1 waist, 2 tail
	Followers []int64
	Popular   []float64 // decayed viewers per open slot (the social signal)
	Aired     []int32   `vacant:"long ago"` // day of the last session
	Credit    []float64 // the venue's credit score, 0..100
	Boost     []float64 `vacant:"1"` // an experiment's multiplier on the channel's impressions; 1 is none
	Bought    []int64   // paid impressions bought for today
}

// Main returns the venue that agents decide by: streamers and merchants read tiers there, and buy traffic. While a market has
// one venue that is open it is that one.
func (w *Market) Main() *Venue { return &w.Venues[0] }

// Consumers know and follow channels, which are numbered through all venues: venue·hosts + host. Those of the main venue come first
// and have the numbers of their hosts.

// NumChannels is the number of channels, at most MaxChannels.
func (w *Market) NumChannels() int { return len(w.Venues) * w.NumHosts() }

// Channel returns the number of a host's channel on a venue.
func (w *Market) Channel(venue, host int) int { return venue*w.NumHosts() + host }

// Traffic is what was delivered today of bought impressions, and what they cost.
type Traffic struct {
	ByHost [][NumSlots]int64 `per:"host"`
	Prices [NumSlots]float64 // of a thousand, yuan
}

// Cost returns how many impressions were delivered to a host and what they cost, fen. Those of one price are counted together.
func (t *Traffic) Cost(host int) (n int64, fen float64) {
	var alike int64
	for slot, price := range t.Prices {
		alike += t.ByHost[host][slot]
		if slot == NumSlots-1 || t.Prices[slot+1] != price {
			fen += float64(float64(alike)*price) / 10
			n, alike = n+alike, 0
		}
	}
	return n, fen
}
