package sim

import (
	"slices"

	"livebazaar/agents/chance"
)

// lately is how many days after the last session a streamer still counts as active.
const lately = 28

// TopStreamers returns the hosts of the k streamers with the largest net GMV over the last days (full months of 30
// days and the month under way), the best first; ties go to the lower serial number.
func (w *World) TopStreamers(days, k int) []int {
	sales := make(map[int64]int64)
	since := w.monthOf(uint32(w.number(w.Day))) - int64((days+Month-1)/Month)
	for i := range w.Rec.Streamers {
		if row := &w.Rec.Streamers[i]; row.Month >= since {
			sales[row.Streamer] += row.GMVNet
		}
	}
	net := make([]int64, w.NumStreamers())
	var hosts []int
	for h, active := range w.Streamers.Active {
		if active && !w.Hosts.Barred[h] {
			net[h] = sales[int64(w.Hosts.ID[h])] + w.Hosts.Month.KeptFen[h]
			hosts = append(hosts, h)
		}
	}
	slices.SortFunc(hosts, func(a, b int) int {
		switch {
		case net[a] > net[b] || net[a] == net[b] && w.Hosts.ID[a] < w.Hosts.ID[b]:
			return -1
		case a == b:
			return 0
		}
		return 1
	})
	return hosts[:min(k, len(hosts))]
}

// RandomStreamers returns the hosts of k streamers with a session of late, drawn alike by the key; a larger k adds to
// the same draw.
func (w *World) RandomStreamers(k int, key chance.Key) []int {
	var hosts []int
	for h, active := range w.Streamers.Active {
		if active && !w.Hosts.Barred[h] && w.Day-int64(w.Streamers.LastSession[h]) < lately {
			hosts = append(hosts, h)
		}
	}
	slices.SortFunc(hosts, func(a, b int) int {
		x, y := key.At(w.Hosts.ID[a]).Bits(0), key.At(w.Hosts.ID[b]).Bits(0)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	return hosts[:min(k, len(hosts))]
}

// Bar removes hosts from the market's rooms for good.
func (w *World) Bar(hosts []int) {
	for _, h := range hosts {
		w.Hosts.Barred[h] = true
	}
}
