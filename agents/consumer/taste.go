package consumer

import "livebazaar/agents/param"

// Taste says how tastes differ: a weight per category, and a point in a plane of content styles where near hosts are
// liked. Tastes that differ between consumers keep the choice from having the independence of irrelevant
// alternatives: removing a room does not free its audience to the outside option by formula.
type Taste struct {
	Category, Style, Concentration float64
}

// Declare binds the parameters to the set.
func (t *Taste) Declare(set *param.Set) {
	set.Float(&t.Category, "category", 2.5, param.Spec{Unit: "util", Min: 0, Max: 6, Source: "random tastes: McFadden & Train 2000; size an assumption",
		EN: "weight of the taste for a category in room choice", ZH: "品类偏好在选房中的权重"})
	set.Float(&t.Style, "style", 1.2, param.Spec{Unit: "util", Min: 0, Max: 4, Source: "random tastes: McFadden & Train 2000; size an assumption",
		EN: "weight of the match of content style in room choice", ZH: "内容风格匹配在选房中的权重"})
	set.Float(&t.Concentration, "concentration", 1.5, param.Spec{Acts: param.Start, Min: 0.2, Max: 5, Source: param.Assumption,
		EN: "how much one consumer's interest is bound to few categories", ZH: "兴趣集中于少数品类的程度",
		Doc:   "Power applied to a uniform draw per category: higher leaves fewer categories of strong interest.",
		DocZH: "对各品类均匀随机数取的幂：越高，兴趣强的品类越少。"})
}

// Match returns the utility of a style match: weight × cosine-like product of two points in [−1,1]², in [−2,2]·weight.
func (t *Taste) Match(x1, y1, x2, y2 float64) float64 {
	return t.Style * (float64(x1*x2) + float64(y1*y2))
}
