package rank

import "livebazaar/agents/param"

// Pipeline is the ranking rule of a platform: its parameters, without any state of a market. It is bound to the
// param.Set it was declared with: never copy it by value.
type Pipeline struct {
	Signals Estimator // how the signals are estimated from the log
	Tiers   Tiers     // how hosts are sorted into head, waist and tail

	allocate   string // name of the chosen allocation
	before     []Step // score and gate
	allocators []namedStep
	after      []Step // adjust
	readers    []reader

	remembering []rememberer
}

type namedStep struct {
	name string
	step Step
}

// Declare declares the parameters of all registered rules in set, which is normally under "platform.ranking".
func (p *Pipeline) Declare(set *param.Set) { p.declare(set, Rules()) }

func (p *Pipeline) declare(set *param.Set, rules []Rule) {
	p.before, p.allocators, p.after, p.readers, p.remembering = nil, nil, nil, nil, nil
	columns := 0 // of the memory
	var names []string
	for _, r := range rules {
		if r.Stage == Allocate {
			names = append(names, r.Name)
		}
	}
	set.Choice(&p.allocate, "allocate", "proportional", param.Spec{Choices: names, Source: param.Assumption,
		EN: "allocation of impressions", ZH: "流量分配方式",
		Doc:   "How scores become shares of impressions. The table named after the choice holds its own settings.",
		DocZH: "由得分到流量份额的换算方式；与所选方式同名的表中是其自身的设置。"})
	for _, r := range rules {
		declared := set
		switch r.Stage {
		case Allocate:
			declared = set.When("allocate", r.Name)
		case Score: // the uniform rule is the only one that reads no score
			declared = set.WhenNot("allocate", "uniform")
		}
		step := r.New(declared)
		if reader, ok := step.(reader); ok {
			p.readers = append(p.readers, reader)
		}
		if step, ok := step.(rememberer); ok {
			step.place(columns)
			p.remembering = append(p.remembering, step)
		}
		columns += len(r.Memory)
		switch r.Stage {
		case Allocate:
			p.allocators = append(p.allocators, namedStep{r.Name, step})
		case Adjust:
			p.after = append(p.after, step)
		default:
			p.before = append(p.before, step)
		}
	}
	p.Tiers.declare(set.Under("tier_quota"))
	p.Signals.declare(set.Under("signals"))
}

// Reads reports whether a rule in force reads the signal.
func (p *Pipeline) Reads(k Signal) bool {
	for _, r := range p.readers {
		if r.reads(k) {
			return true
		}
	}
	return false
}

// Estimate fills the signals of hosts from the log, in the order of its rows: those that a rule in force reads. The
// others are set to nil.
func (p *Pipeline) Estimate(l *Log, category []uint8, hosts *View) {
	for k := Signal(0); k < NumSignals; k++ {
		if p.Reads(k) {
			hosts.Signals[k] = p.Signals.Estimate(k, l, category, hosts.Signals[k])
		} else {
			hosts.Signals[k] = nil
		}
	}
}

// An Allocation is what the rules of a venue decide for a slot. Its lists are the scratch's: they hold until the next call.
type Allocation struct {
	Impressions []int64 // whole impressions by room
	Paid        []int64 // of these, bought ones that are honoured, by room; empty where none is
	Price       float64 // of a thousand bought impressions, yuan
	Diversity   float64 // share of the profile's places of a slate to draw from all categories
}

// Allocate distributes v.Impressions over the rooms of v: whole impressions that add up exactly to v.Impressions (to 0 if no room
// is open). If every room is barred by a gate, the platform shows all of them alike rather than nothing. rooms are the channels
// of the rooms in m, what the rules remember; they recall it before and change it after.
func (p *Pipeline) Allocate(v *View, s *Scratch, m *Memory, rooms []int32) Allocation {
	s.reset(v)
	v.recall(m, rooms)
	s.given = resize(s.given, v.N)
	given := &s.decided
	*given = Allocation{Impressions: s.given, Price: s.Price}
	if v.N == 0 {
		return *given
	}
	for _, step := range p.before {
		step.Apply(v, s)
	}
	s.readmit()
	for i := range p.allocators {
		if p.allocators[i].name == p.allocate {
			p.allocators[i].step.Apply(v, s)
		}
	}
	s.normalise()
	for _, step := range p.after {
		step.Apply(v, s)
	}
	organic := v.Impressions
	for _, n := range s.Paid {
		organic -= n
	}
	s.apportion(v, organic, s.Share, s.given)
	for i, n := range s.Paid {
		s.given[i] += n
	}
	given.Paid, given.Price, given.Diversity = s.Paid, s.Price, s.Diversity
	for _, step := range p.remembering {
		step.remember(v, s, given)
	}
	m.store(v, rooms)
	return *given
}
