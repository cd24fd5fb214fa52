package sim

import (
	"bytes"
	"reflect"
	"testing"

	"livebazaar/sim/books"
	"livebazaar/sim/crowd"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
)

// founded is a small market with a number of venues, of which the first is open.
func founded(t testing.TB, set map[string]any, venues int) *World {
	t.Helper()
	w, err := begin(Compile(rulesWith(t, set)), 7, 3, venues)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// A venue that never opens is as good as none: the market has the record of one without it, day by day and money included, also
// where it is saved or goes on in a copy, and nothing is ever known on that venue.
func TestVenueThatNeverOpensChangesNothing(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]map[string]any{
		"the defaults": nil,
		"tiers, unlimited stock": {"platform.ranking.allocate": "tier-quota", "platform.ranking.tier_quota.review": int64(7),
			"merchants.stock.unlimited": true, "platform.ranking.cold_start.share": 0.1},
		"rules that remember": {"platform.ranking.allocate": "top-k", "platform.ranking.top_k.k": 5.0, "platform.ranking.amortised.speed": 0.8},
		"a social platform that links out": {"platform.kind": "social", "platform.closed_loop": false,
			"platform.ranking.weights.satisfaction": 0.5},
		"bans and comebacks": {"streamers.accident.scandal": 0.2, "streamers.accident.bans": 0.8, "streamers.comeback.away": 40.0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one, two := founded(t, set, 1), founded(t, set, 2)
			unknown := founded(t, set, 2).Venues[1]
			until(t, one, 80)
			until(t, two, 12)
			saved, err := Decode(two.p, bytes.NewReader(encoded(t, two)))
			if err != nil {
				t.Fatal(err)
			}
			for what, w := range map[string]*World{"with a second venue": two, "saved with it": saved, "copied with it": fork(t, two)} {
				until(t, w, 80)
				if len(w.Venues) != 2 {
					t.Errorf("%s: the second venue is gone", what)
				}
				if sameRecord(t, what, &one.Rec, &w.Rec); !reflect.DeepEqual(unknown, w.Venues[1]) {
					t.Errorf("%s: something is known on a venue that never opened", what)
				}
			}
		})
	}
}

// Consumers know a host by its channel. In the middle of a week the rooms of a market are all opened on its second venue, where
// consumers knew nobody, and what they knew of the channels of the first is told of those of the second: the days go on as they would
// have. What they meet, buy and are delivered there they remember of channels of the second venue alone.
func TestConsumersKnowHostsByTheirChannels(t *testing.T) {
	t.Parallel()
	stay, move := founded(t, nil, 2), founded(t, nil, 2)
	until(t, stay, 9) // a Tuesday
	until(t, move, 9)
	shift := func(by int) {
		for i := range move.Consumers.Rec {
			known := &move.Consumers.Rec[i].Rel
			for j, r := range known {
				if channel := int32(int(r.Channel()) + by); r != 0 {
					known[j] = state.NewRelation(channel, r.Positive(), r.Negative(), r.Bond(), r.Visits(), r.Followed(), r.Day())
				}
			}
		}
	}
	hosts := move.NumHosts()
	shift(hosts)
	for host, born := range move.Roll.Born[:hosts] { // who is on the first venue is on the second now
		move.Roll.Born[host], move.Roll.Born[hosts+host] = move.Roll.Born[hosts+host], born
	}
	move.street = street.Of(move.Market, move.p, 1)
	move.crowd = crowd.New(move.Market, move.p, move.t, move.street)
	move.books = books.New(move.Market, move.p, move.street, move.crowd)
	until(t, stay, 14)
	until(t, move, 14)
	sameRecord(t, "on the second venue", &stay.Rec, &move.Rec)
	for i := range move.Consumers.Rec {
		for _, r := range move.Consumers.Rec[i].Rel {
			if venue := int(r.Channel()) / hosts; r != 0 && venue != 1 {
				t.Fatalf("consumer %d remembers a channel of venue %d", i, venue)
			}
		}
	}
	if _, err := Decode(move.p, bytes.NewReader(encoded(t, move))); err != nil {
		t.Errorf("saved there: %v", err)
	}
	shift(-hosts)
	if !reflect.DeepEqual(stay.Consumers, move.Consumers) {
		t.Error("consumers remember something else of them")
	}
}

// A market of more venues has fewer hosts at most: what consumers remember has room for so many channels.
func TestMarketsWithTooManyChannelsAreRefused(t *testing.T) {
	t.Parallel()
	p := rulesWith(t, map[string]any{"streamers.count": int64(400_000)})
	if err := p.FeasibleOn(1); err != nil {
		t.Fatal(err)
	}
	if _, err := begin(Compile(p), 1, 0, 2); err == nil {
		t.Errorf("%d channels are not refused", 2*(p.Streamers.Capacity()+p.Merchants.Capacity()))
	}
}
