package main

import (
	"fmt"
	"math"

	"livebazaar/sim"
)

// The market that levels were calibrated with (docs/calibration.md): the declared defaults.
const (
	calibratedConsumers = 10_000
	calibratedStreamers = 400
	calibratedMerchants = 250
	calibratedMCNs      = 26
)

// noticeLevels warns of a market with few consumers to a streamer. What merchants and the platform learn rests on counts of
// simulated orders (prior weights, shrinkage), so such a market is not only noisier: its levels differ.
func (c *console) noticeLevels(p *sim.Params) {
	ratio := float64(p.Consumers.Count) / float64(p.Streamers.Count)
	if ratio >= 0.5*calibratedConsumers/calibratedStreamers {
		return
	}
	whole := func(count int64) int64 {
		return max(1, int64(math.Round(float64(count)*float64(p.Consumers.Count)/calibratedConsumers)))
	}
	settings := fmt.Sprintf("--set streamers.count=%d --set merchants.count=%d --set mcns.count=%d",
		whole(calibratedStreamers), max(4, whole(calibratedMerchants)), whole(calibratedMCNs))
	c.say(c.pick(
		"notice: %.3g consumers a streamer; levels are calibrated at 25 (10,000 to 400). With so few they are biased, not only noisy, "+
			"since what is learned from orders is learned late. Shrink the whole market: %s, or extend the bundled small. "+
			"Below 400 streamers read differences, not levels.",
		"提示：每位主播仅 %.3g 名消费者；各项水平按 25 名（10,000 比 400）校准。人数过少时，从订单中学到的一切都来得更慢，水平值不仅更嘈杂，而且有偏。"+
			"请整体缩小市场：%s，或以内置的 small 为基础。主播少于 400 名时，只宜比较差异，不宜看水平值。"),
		ratio, settings)
}
