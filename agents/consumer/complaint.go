package consumer

import "livebazaar/agents/param"

// Complaint says which failures are complained of.
type Complaint struct{ Share float64 }

// Declare binds the parameters to the set.
func (c *Complaint) Declare(set *param.Set) {
	set.Float(&c.Share, "share", 0.136, param.Spec{Unit: "share", Min: 0, Max: 1, Source: "CCA 2020: 13.6 % of those who met a problem",
		EN: "share of failures that is complained of", ZH: "遇到问题者的投诉比例"})
}
