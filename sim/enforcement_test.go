package sim

import (
	"slices"
	"testing"
)

// heldAlike are the events that do not happen where markets are compared at equal variety and prices: line-ups, discounts, hype and
// who is in the market stay what they were.
var heldAlike = []string{"line up shows", "stock stores", "decide on stores", "learn from shows", "set prices", "adjust commissions",
	"learn from the week", "choose categories", "accidents", "streamers leave", "streamers enter", "merchants leave", "merchants enter",
	"agencies adapt"}

// conduct is how a market does by its buyers, per delivered order but for surplus, which is fen.
type conduct struct{ below, complaints, trust, satisfaction, surplus float64 }

// add adds up what was found in several markets.
func (c *conduct) add(o conduct) {
	c.below, c.complaints, c.trust = c.below+o.below, c.complaints+o.complaints, c.trust+o.trust
	c.satisfaction, c.surplus = c.satisfaction+o.satisfaction, c.surplus+o.surplus
}

// under parts a market from another, puts rules in force, and returns how it does over the last half of the days.
func under(t *testing.T, w *World, days int, rules map[string]any) (c conduct) {
	t.Helper()
	fork, err := w.Fork()
	if err != nil {
		t.Fatal(err)
	}
	p, set := w.p.WithStartOf(w.p)
	for key, value := range rules {
		if err := set.Lookup(key).Set(value); err != nil {
			t.Fatal(err)
		}
	}
	if err := fork.Switch(p); err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	fork.watch(func(event string, let func()) {
		if held[event] = slices.Contains(heldAlike, event); !held[event] {
			let()
		}
	})
	run(t, fork, days, 1)
	for _, event := range heldAlike {
		if !held[event] {
			t.Errorf("there is no event “%s”", event)
		}
	}
	var delivered, live float64
	for _, d := range fork.Rec.Days[len(fork.Rec.Days)-days/2:] {
		delivered, live = delivered+float64(d.Delivered), live+float64(d.LiveStreamers)
		c.below, c.complaints = c.below+float64(d.BelowStandard), c.complaints+float64(d.Complaints)
		c.trust, c.satisfaction = c.trust+float64(d.TrustSum)/1024, c.satisfaction+float64(d.SatisfactionSum)/1024
		c.surplus += float64(d.SurplusDecision + d.SurplusGap)
	}
	c.below, c.complaints, c.satisfaction = c.below/delivered, c.complaints/delivered, c.satisfaction/delivered
	c.trust /= live
	return c
}

// H19 at equal variety and prices: strict inspection lowers goods below standard and complaints, and raises trust, satisfaction and
// experienced surplus; without inspection all of it is the other way round. A part of a good's improvement is not expected, what is
// known of the shelf hardly moves, and harm is avoided (docs/model.md, section 7.1). Suspensions would change what is on show.
func TestStrictInspectionPaysBuyersAtEqualVarietyAndPrices(t *testing.T) {
	t.Parallel()
	// Where buyers' esteem is lost on merchants, it is punishment that keeps many honest. One small market is moved by chance too.
	var lax, usual, strict conduct
	for r := range 4 {
		w := replicate(t, map[string]any{"consumers.count": int64(3000), "streamers.count": int64(80), "merchants.count": int64(60),
			"mcns.count": int64(3), "merchants.honesty.esteem": 0.0, "platform.enforcement.suspension": int64(0),
			"platform.enforcement.sampling": 0.3, "run.warmup_days": int64(60)}, r)
		run(t, w, 60, 1)
		lax.add(under(t, w, 160, map[string]any{"platform.enforcement.sampling": 0.0, "platform.enforcement.audit": 0.0}))
		usual.add(under(t, w, 160, nil))
		strict.add(under(t, w, 160, map[string]any{"platform.enforcement.sampling": 1.0, "platform.enforcement.audit": .2,
			"platform.enforcement.fine": 6.0}))
	}
	for _, c := range []struct{ less, more conduct }{{lax, usual}, {usual, strict}} {
		if !(c.more.below < c.less.below && c.more.complaints < c.less.complaints && c.more.trust > c.less.trust &&
			c.more.satisfaction > c.less.satisfaction && c.more.surplus > c.less.surplus) {
			t.Errorf("in sum over four markets, under less enforcement %+v, under more %+v", c.less, c.more)
		}
	}
}
