package sim_test

import (
	"testing"

	"livebazaar/internal/small"
)

// A banned account cannot come back at once, and real-name rules stop it from coming back at
// all. Where there are none, it is back under a new name, with its skill and without followers or trust.
func TestBannedStreamersComeBackUnlessRealNameRulesStopThem(t *testing.T) {
	t.Parallel()
	type banned struct {
		name     uint64
		day      int64
		skill    [2]float64
		followed int64
	}
	tried := func(set map[string]any) (bans, returns, followed int) {
		set["streamers.accident.scandal"], set["streamers.accident.bans"] = .01, 1.0
		set["streamers.comeback.tries"], set["streamers.comeback.away"] = 1.0, 60.0
		w := town(t, set)
		var gone []banned
		skill := func(s int) [2]float64 { return [2]float64{w.Streamers.Ceiling[s], w.Streamers.ProductTop[s]} }
		for range 300 {
			known := len(w.Exiles)
			small.Run(t, w, 1, 1)
			for s, in := range w.Streamers.Active {
				if int64(w.Streamers.Left[s]) == w.Day && !in {
					gone = append(gone, banned{w.Hosts.ID[s], w.Day, skill(s), w.Main().Followers[s]})
				}
				if int64(w.Hosts.Born[s]) != w.Day || !in {
					continue
				}
				for _, b := range gone {
					if skill(s) != b.skill {
						continue
					}
					returns++
					followed += int(b.followed)
					if w.Day-b.day < 28 {
						t.Errorf("banned on day %d, back on day %d", b.day, w.Day)
					}
					if w.Hosts.ID[s] == b.name || w.Main().Followers[s] > w.Hosts.Today.Follows[s] {
						t.Errorf("streamer %d comes back as %d with %d followers", b.name, w.Hosts.ID[s], w.Main().Followers[s])
					}
				}
			}
			bans += max(0, len(w.Exiles)-known)
		}
		return bans, returns, followed
	}
	if bans, returns, followed := tried(map[string]any{"platform.enforcement.real_name": 0.0}); bans < 10 || returns < 5 || followed == 0 {
		t.Errorf("without real-name rules %d were banned, %d came back; they had %d followers before", bans, returns, followed)
	}
	if bans, returns, _ := tried(map[string]any{"platform.enforcement.real_name": 1.0}); bans != 0 || returns != 0 {
		t.Errorf("real-name rules that nobody gets past let %d plan to come back and %d do so", bans, returns)
	}
}
