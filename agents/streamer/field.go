package streamer

import (
	"livebazaar/agents/category"
	"livebazaar/agents/param"
)

// Field is the choice of the main category (主营品类). A streamer remembers what a place brought it in commission, by category,
//
//	e_k ← λ·e_k + commission_k,   n_k ← λ·n_k + places_k.
//
// One that earns less than elsewhere makes the category k of its off-category goods that sold best its main one, when it has
// shown enough of them, n_k ≥ places, and
//
//	e_k/n_k > (1 + inertia)·e_main/n_main.
//
// What keeps it besides inertia is its audience, which came for the old category.
type Field struct{ Memory, Places, Inertia float64 }

// Declare binds the parameters to the set.
func (f *Field) Declare(set *param.Set) {
	set.Float(&f.Memory, "memory", 0.95, param.Spec{Unit: "per week", Min: 0.5, Max: 1, Source: param.Assumption,
		EN: "memory of what categories sold", ZH: "对各品类销售的记忆"})
	set.Float(&f.Places, "places", 8, param.Spec{Min: 1, Max: 1000, Source: "docs/model.md, section 7.7: judged over at least 8 weeks",
		EN: "places of another category shown before it can become the main one", ZH: "转换主营品类前须展示的该品类坑位数",
		Doc: "A place is one good on show for a week; earlier ones count by the memory.", DocZH: "一件商品展示一周计一个坑位；较早的按记忆折算。"})
	set.Float(&f.Inertia, "inertia", 0.5, param.Spec{Min: 0, Max: 100, Source: param.Assumption,
		EN: "advantage of another category before the main one is given up", ZH: "放弃原主营品类所需的优势",
		Doc: "By how much more a place must have brought there than in the main category.", DocZH: "该品类每坑位收入须高出主营品类的比例。"})
}

// Better returns the category that a streamer moves to, or main: earned and shown are e and n.
func (f *Field) Better(earned, shown *[category.Count]float64, main int) int {
	least := 0.0
	if shown[main] > 0 {
		least = (1 + f.Inertia) * earned[main] / shown[main]
	}
	best := main
	for k, n := range shown {
		if k != main && n >= f.Places && earned[k]/n > least {
			best, least = k, earned[k]/n
		}
	}
	return best
}
