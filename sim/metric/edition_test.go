package metric

import "testing"

// What means something else from a model version on keeps its former words in folders of before, and its numbers are never computed anew
// under them.
func TestFormerEditionsKeepTheirDefinitions(t *testing.T) {
	former, present := Of(7), Of(8)
	for _, id := range []string{"head_dependence_3", "newcomer_survival", "unpredictability"} {
		old, known := former.Find(id)
		now, knownNow := present.Find(id)
		if !known || !knownNow || old.Definition == now.Definition || old.DefinitionZH == now.DefinitionZH {
			t.Errorf("%s: until version 7 %q, from 8 on %q", id, old.Definition, now.Definition)
		}
		if old.of != nil {
			t.Errorf("%s of version 7 would be computed by the formula of version 8", id)
		}
	}
	for _, m := range former.All() {
		if now, known := present.Find(m.ID); known && m.Family != now.Family {
			t.Errorf("%s was in family %s and is in %s", m.ID, m.Family, now.Family)
		}
	}
}
