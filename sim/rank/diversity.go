package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "diversity", Stage: Adjust, Order: 40,
		EN: "places beyond the profile", ZH: "画像外推荐",
		Formula: "a share d of the places that the consumer's profile would fill is drawn from all categories alike",
		Source:  "diversity in recommendation: Kunaver & Požrl 2017 (Knowledge-Based Systems)",
		New: func(set *param.Set) Step {
			r := &diversity{}
			set.Float(&r.share, "diversity", 0, param.Spec{Unit: "share of places", Min: 0, Max: 1, Source: param.Assumption,
				EN: "places taken from the consumer's profile", ZH: "画像推荐让出比例",
				Doc:   "This share of the places that the consumer's profile would fill is filled from the rooms of all categories.",
				DocZH: "本应按消费者画像填充的位置中，有这一比例改从全部品类的直播间中选取。"})
			return r
		}})
}

// diversity leaves the exposure of rooms alone; it tells the market whom to show them to.
type diversity struct{ share float64 }

func (r *diversity) Apply(_ *View, s *Scratch) { s.Diversity = r.share }
