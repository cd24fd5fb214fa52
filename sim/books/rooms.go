package books

import (
	"livebazaar/sim/rank"
	"livebazaar/sim/state"
)

// roomsTogether are the rooms that one worker counts without asking for more.
const roomsTogether = 64

// countRooms adds up what the workers counted in the rooms of the slot, for the hosts and the day.
func (w *Books) countRooms(slot int, given *rank.Allocation) {
	w.run.bought.Prices[slot] = given.Price
	w.bookApart((len(w.street.Rooms)+roomsTogether-1)/roomsTogether, func(block int, acc *clerk) {
		for k := block * roomsTogether; k < min(len(w.street.Rooms), (block+1)*roomsTogether); k++ {
			w.countRoom(k, slot, given, acc)
		}
	})
}

func (w *Books) countRoom(k, slot int, given *rank.Allocation, acc *clerk) {
	r, h, day := &w.run, &w.Hosts.Today, &acc.day
	t, host := w.crowd.RoomCounts(k), w.street.Rooms[k].Host
	h.Impressions[host] += t.Impressions
	h.Shown[host] += t.Impressions + t.Followed
	h.Visits[host] += t.Visits
	h.Stay[host] += t.Stay >> 4
	h.Follows[host] += t.Follows
	w.Main().Followers[host] += t.Follows
	day.Impressions += t.Impressions
	day.FollowedShown += t.Followed
	day.Visits += t.Visits
	day.PrivateVisits += t.Private
	day.Follows += t.Follows
	day.Rooms++
	if len(given.Paid) > 0 && given.Impressions[k] > 0 {
		r.bought.ByHost[host][slot] = state.PartOf(t.Impressions, given.Paid[k], given.Impressions[k])
	}
}
