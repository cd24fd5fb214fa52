package sim

import "testing"

// What is counted on the way is what a census finds: live shoppers, the dissatisfied among them, and every host's
// followers, in a market whose users come and go and whose hosts are replaced.
func TestCountersAgreeWithACensus(t *testing.T) {
	w := small(t, map[string]any{"consumers.dropout.live": 0.1, "consumers.dropout.reactivation": 0.05, "consumers.follow.visit": -1.0,
		"consumers.dropout.host": 0.3, "consumers.satisfaction.reference": 0.8})
	for range 12 {
		run(t, w, 11, 1)
		var users, unhappy int64
		followers := make([]int64, w.NumHosts())
		for i := range w.Consumers.Rec {
			c := &w.Consumers.Rec[i]
			if w.Consumers.Habit[i]&useMask == adopter {
				users++
				if c.Mood < 0 {
					unhappy++
				}
			}
			for _, r := range c.Rel {
				if h := r.host(); r.followed() && w.Hosts.Alive[h] && int64(r.day()) >= w.number(int64(w.Hosts.Born[h])) {
					followers[h]++
				}
			}
		}
		if w.Consumers.Adopters != users || w.Consumers.Unhappy != unhappy {
			t.Fatalf("day %d: %d live shoppers and %d dissatisfied by the counters, %d and %d by a census",
				w.Day, w.Consumers.Adopters, w.Consumers.Unhappy, users, unhappy)
		}
		for h, n := range followers {
			if w.Hosts.Alive[h] && w.Hosts.Followers[h] != n {
				t.Fatalf("day %d: host %d has %d followers by the counter, %d by a census", w.Day, h, w.Hosts.Followers[h], n)
			}
		}
		if unhappy == 0 || unhappy == users {
			t.Errorf("day %d: %d of %d are dissatisfied: nothing to count", w.Day, unhappy, users)
		}
	}
}
