package state

import (
	"math"
	"math/bits"
)

// Hosts are the rooms' hosts: streamers at [0, len(Streamers.Active)), then one store broadcast per merchant, at
// NumStreamers + merchant. Slots of agents that left are taken over by newcomers.
type Hosts struct {
	ID       []uint64 // serial number of the occupant, for keys and ties
	Alive    []bool   // in the market (a store: its merchant is in the market)
	Born     []int32  // day the occupant entered
	Category []uint8  // main category
	StyleX   []int8   // taste space of content, −127..127
	StyleY   []int8
	Content  []float64 // content power (内容力), 0..1
	Product  []float64 // product power (产品力), 0..1
	Hype     []float64 // how much claims exceed quality, 0..0.5
	Fresh    []float64 // freshness of popularity, 0..1
	Open     []uint8   // slots with a room open today, bit per slot
	Barred   []bool    // removed by an experiment, for good

	TrustPos, TrustNeg []float64 // public trust: beta counts with forgetting
	Short, ShortOf     []float64 // sum over settled orders of what claims exceeded deliveries by, and these orders, with forgetting

	Today        HostsToday // since the morning
	WeekOnShow   HostsWeek  // the week whose offers are on show
	WeekSettling HostsWeek  // the week before it, whose orders still arrive; by Monday morning they have all been settled
	Month        HostsMonth // since the start of the month
}

// HostsToday are exact counters by host since the morning. Money in fen.
type HostsToday struct {
	Impressions, Visits, Stay, Follows           []int64 // Stay in minutes
	Shown                                        []int64 // impressions, and places of followed rooms
	Orders, GMV, PaidFen                         []int64 // placed
	Kept, KeptFen, Returned, Complaints, Defects []int64
	First, Repeat                                []int64 // kept: by a consumer who has kept none of this host's before, one
	Satisfaction                                 []int64 // of deliveries, in 1/1024
	Pleased                                      []int64 // kept and not failed: evidence for public trust
	Broken                                       []int64 // parts of failures that broken promises are, in 1/1024
	Short                                        []int64 // claims less performance of deliveries, in 1/1024
	Commission                                   []int64 // earned, net of the service fee, before the split
	Sessions                                     []int64
}

// HostsWeek are exact counters of a week by host, as in HostsToday. What becomes of an order is counted in the week in which its offer
// was on show, and not in the week that is on show when it is settled.
type HostsWeek struct {
	Impressions, Visits, PaidFen, Sessions       []int64
	Kept, KeptFen, Returned, Defects, Commission []int64 `booked:"at settlement"`
}

// HostsMonth are exact counters of a month by host, as in HostsToday.
type HostsMonth struct {
	Impressions, Visits, Orders, GMV, PaidFen, Kept, KeptFen, Sessions []int64
}

// NumStreamers is the capacity for streamers; host indices below it are streamers.
func (w *Market) NumStreamers() int { return len(w.Streamers.Active) }

// NumMerchants is the capacity for merchants.
func (w *Market) NumMerchants() int { return len(w.Merchants.Alive) }

// NumHosts is the number of host slots.
func (w *Market) NumHosts() int { return len(w.Hosts.Alive) }

// StoreOf returns the host index of a merchant's store broadcast.
func (w *Market) StoreOf(merchant int) int { return w.NumStreamers() + merchant }

// Style turns a standard normal draw into a coordinate of the taste space.
func Style(z float64) int8 { return int8(max(-127, min(127, math.Floor(float64(45*z)+0.5)))) }

// HasLineUp reports whether a host shows any good today.
func (w *Market) HasLineUp(host int) bool {
	first := w.Offer(w.Edition(), host, 0)
	for _, good := range w.Offers.Good[first : first+LineUp] {
		if good >= 0 {
			return true
		}
	}
	return false
}

// OnesCount returns the number of slots in a mask.
func OnesCount(slots uint8) int { return bits.OnesCount8(slots) }
