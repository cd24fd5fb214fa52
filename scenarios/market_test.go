package scenarios

import (
	"fmt"
	"io/fs"
	"testing"

	"livebazaar/agents/param"
	"livebazaar/sim"
)

// testMarket declares a small set with one parameter of each kind, nested tables, a condition and renamed keys, so that
// these tests do not change with the market.
func testMarket() (*sim.Params, *param.Set) {
	set := param.NewSet()
	v := &struct {
		days, replicates, count  int64
		gamma, head, waist, tail float64
		boost, memory            float64
		open                     bool
		kind, allocate, note     string
	}{}
	run := set.Under("run")
	run.Int(&v.days, "days", 730, param.Spec{Unit: "day", Min: 1, Max: 15000, Source: param.Assumption, EN: "days", ZH: "天数"})
	run.Int(&v.replicates, "replicates", 1, param.Spec{Min: 1, Max: 10000, Source: param.Assumption, EN: "replicates", ZH: "重复"})
	set.Int(&v.count, "consumers.count", 10000, param.Spec{Min: 1, Max: 1e9, Source: param.Assumption, EN: "consumers", ZH: "消费者",
		Former: []string{"population.consumers"}})
	platform := set.Under("platform")
	platform.Choice(&v.kind, "kind", "content", param.Spec{Choices: []string{"content", "ecommerce", "social"}, Source: "S0", EN: "kind", ZH: "类型"})
	platform.Bool(&v.open, "open", false, param.Spec{Source: "S2", EN: "open loop", ZH: "开环", Doc: "Buyers may leave the platform to pay."})
	rank := platform.Under("ranking")
	rank.Choice(&v.allocate, "allocate", "softmax", param.Spec{Choices: []string{"uniform", "softmax", "tier-quota"},
		Source: "S1", EN: "allocation", ZH: "分配", Former: []string{"platform.rule", "platform.ranking.allocation"}})
	rank.When("allocate", "softmax").Float(&v.gamma, "gamma", 1.5,
		param.Spec{Min: 0, Max: 3, Source: "Luce 1959", EN: "exponent | of the score", ZH: "指数"})
	quota := rank.Under("tier_quota")
	quota.Float(&v.head, "head", 0.35, param.Spec{Min: 0, Max: 1, Source: param.Assumption, EN: "share of head", ZH: "头部",
		Former: []string{"platform.ranking.quotas.head"}})
	quota.Float(&v.waist, "waist", 0.4, param.Spec{Min: 0, Max: 1, Source: param.Assumption, EN: "share of waist", ZH: "腰部",
		Former: []string{"platform.ranking.quotas.waist"}})
	quota.Float(&v.tail, "tail", 0.25, param.Spec{Min: 0, Max: 1, Source: param.Assumption, EN: "share of tail", ZH: "尾部",
		Former: []string{"platform.ranking.quotas.tail"}})
	quota.Check(func() string {
		if sum := v.head + v.waist + v.tail; sum < 0.999 || sum > 1.001 {
			return fmt.Sprintf("the shares of head, waist and tail must add up to 1 (now %g)", sum)
		}
		return ""
	}, "head", "waist", "tail")
	set.Float(&v.memory, "consumers.trust.memory", 0.98, param.Spec{Unit: "per week", Min: 0.5, Max: 1, Source: "Jøsang & Ismail 2002",
		EN: "memory of trust", ZH: "信任记忆", Former: []string{"consumers.memory"}})
	set.Float(&v.boost, "boost", 1e-7, param.Spec{Min: 0, Max: 1e12, Source: param.Assumption, EN: "boost", ZH: "增益"})
	set.Text(&v.note, "note", "", param.Spec{Source: param.Assumption, EN: "note", ZH: "备注"})
	return nil, set
}

// files is a hermetic file system for a loader.
type files map[string]string

func (f files) loader() *loader {
	return &loader{
		read: func(path string) ([]byte, error) {
			if text, ok := f[path]; ok {
				return []byte(text), nil
			}
			return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
		},
		bundled: func(name string) []byte {
			switch name {
			case "baseline":
				return []byte("schema = 1\ntitle = \"Baseline\"\n")
			case "tiered":
				return []byte("extends = \"baseline\"\n[platform.ranking]\nallocate = \"tier-quota\"\n")
			case "rules":
				return []byte("[study]\nscenarios = [\"baseline\", \"tiered\"]\n")
			}
			return nil
		},
		names:   func() []string { return []string{"baseline", "rules", "tiered"} },
		make:    testMarket,
		metrics: func() []string { return []string{"gmv", "gmv_net", "top3_share"} },
	}
}

func (f files) load(t *testing.T, name string, sets ...string) *Scenario {
	t.Helper()
	s, ps := f.loader().scenario(reference{name: name}, nil, sets)
	if err := ps.Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

func value(s *Scenario, key string) any { return s.Set.Lookup(key).Value() }
