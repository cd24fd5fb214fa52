package terminal

import (
	"fmt"

	"livebazaar/internal/job"
	"livebazaar/sim"
)

// NoticeLevels warns of a market with few consumers to a streamer.
func (c *Console) NoticeLevels(p *sim.Params) {
	ratio, whole, crowded := job.Crowded(p)
	if !crowded {
		return
	}
	settings := fmt.Sprintf("--set streamers.count=%d --set merchants.count=%d --set mcns.count=%d", whole.Streamers, whole.Merchants, whole.MCNs)
	c.Say(c.Pick(
		"notice: %.3g consumers a streamer; levels are calibrated at 25 (10,000 to 400). With so few they are biased, not only noisy, "+
			"since what is learned from orders is learned late. Shrink the whole market: %s, or extend the bundled small. "+
			"Below 400 streamers read differences, not levels.",
		"提示：每位主播仅 %.3g 名消费者；各项水平按 25 名（10,000 比 400）校准。人数过少时，从订单中学到的一切都来得更慢，水平值不仅更嘈杂，而且有偏。"+
			"请整体缩小市场：%s，或以内置的 small 为基础。主播少于 400 名时，只宜比较差异，不宜看水平值。"),
		ratio, settings)
}
