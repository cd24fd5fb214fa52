package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "diversity", Stage: Adjust, Order: 40,
		EN: "places outside the profile", ZH: "画像外推荐",
		Formula: "a share d of the places in a slate is drawn among categories outside the consumer's profile",
		Source:  "diversity in recommendation: Kunaver & Požrl 2017 (Knowledge-Based Systems)",
		New: func(set *param.Set) Step {
			r := &diversity{}
			set.Float(&r.share, "diversity", 0, param.Spec{Unit: "share of places", Min: 0, Max: 1, Source: param.Assumption,
				EN: "recommended places outside the consumer's profile", ZH: "画像外推荐占比",
				Doc: "This share of the recommended places of a slate is drawn from categories the consumer's profile does not hold."})
			return r
		}})
}

// diversity leaves the exposure of rooms alone; it tells the market whom to show them to.
type diversity struct{ share float64 }

func (r *diversity) Apply(_ *View, s *Scratch) { s.Diversity = r.share }
