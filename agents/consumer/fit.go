package consumer

import (
	"math"

	"livebazaar/agents/param"
)

// Fit says how well a good suits a consumer: z ~ N(0, σ²) with σ the category's. A share of the variance is seen
// before delivery, more of it in a live demonstration (the category's own share) than in a static listing, which is
// one reason why live converts better (H28). The same shock decides the return.
type Fit struct{ Listing float64 }

// Declare binds the parameters to the set.
func (f *Fit) Declare(set *param.Set) {
	set.Float(&f.Listing, "listing", 0.5, param.Spec{Unit: "share", Min: 0, Max: 1, Source: param.Assumption,
		EN: "what a listing shows of the fit a live demonstration shows", ZH: "图文页相对直播演示的可见匹配度"})
}

// Seen returns the standard deviation of the part of fit that is seen before delivery, sigma the whole spread and
// share the share of its variance seen.
func (f *Fit) Seen(sigma, share float64) float64 { return sigma * math.Sqrt(share) }

// Unseen returns the standard deviation of the part that shows after delivery.
func (f *Fit) Unseen(sigma, share float64) float64 { return sigma * math.Sqrt(1-share) }
