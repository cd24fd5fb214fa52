package experiment

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// A task's stages, each a market run to the last day: the factual run, its twin, and the branches.

// stage is one of them; removed is nil for the factual run and the twin.
type stage struct {
	twin    bool
	removed *removal
}

// stages lists what a scenario's task does, in order.
func (p *Plan) stages(s Scenario, replicate int) []stage {
	list := []stage{{}}
	if p.twin(s, replicate) {
		list = append(list, stage{twin: true})
	}
	if p.branches(s, replicate) {
		for i := range removals {
			list = append(list, stage{removed: &removals[i]})
		}
	}
	return list
}

// days returns how many days a stage simulates.
func (p *Plan) days(s Scenario, st stage) int64 {
	if st.removed != nil {
		return s.Params.Run.Days - branchDay(s)
	}
	return s.Params.Run.Days
}

// begin makes the market of the present stage.
func (t *task) begin() error {
	st := t.stages[t.Stage]
	if st.removed != nil {
		origin, err := t.branchOrigin()
		if err != nil {
			return err
		}
		if t.Stage == len(t.stages)-1 {
			t.market, t.origin = origin, nil // nobody needs it after the last branch
		} else if t.market, err = origin.Fork(); err != nil {
			return err
		}
		st.removed.bar(t.market, t.plan.Seed, t.replicate)
		return nil
	}
	if t.market == nil { // else the warm-up handed its own over
		var err error
		if t.market, err = t.run.warmed(t.replicate); err != nil {
			return err
		}
	}
	if err := t.market.Switch(t.scenario.Params); err != nil {
		return err
	}
	if st.twin {
		t.market.Reseed(twinSeed(t.plan.Seed, t.replicate))
	}
	return nil
}

// twinSeed is the same for all scenarios of a replicate.
func twinSeed(seed uint64, replicate int) uint64 {
	return chance.Root(seed).At(uint64(replicate)).For(chance.Control).Bits(1 << 32)
}

// atBranch keeps the state that the branches start from, and what the best seller had sold by then.
func (t *task) atBranch() (err error) {
	if t.origin, err = t.market.Fork(); err != nil {
		return err
	}
	t.Branched, t.Top = true, -1
	if top := t.market.TopStreamers(memory, 1); len(top) > 0 {
		t.Top = t.market.Serial(top[0])
		closed, err := t.market.Fork()
		if err != nil {
			return err
		}
		closed.Close()
		t.TopBefore = netOf(closed.Book(), t.Top)
	}
	return nil
}

// end reads the results of the present stage from its market.
func (t *task) end() {
	t.market.Close()
	book := t.market.Book()
	window := metric.LastYear(t.scenario.Params.Run.Days, t.market.Consumers(), t.market.Hours(), t.market.Wage())
	branched := branchDay(t.scenario)
	switch st := t.stages[t.Stage]; {
	case st.removed != nil:
		t.Branches = append(t.Branches, courseOf(book, branched, t.scenario.Params.Run.Days))
	case st.twin:
		set(t.Part, "unpredictability", metric.Unpredictability(t.Holdings, metric.Holdings(book, window)))
	default:
		t.Part = t.measure(book, window)
		t.Part.ConsumerDays = t.market.Consumers() * t.simulated()
		if t.plan.twin(t.scenario, t.replicate) {
			t.Holdings = metric.Holdings(book, window)
		}
		if t.plan.branches(t.scenario, t.replicate) {
			t.Factual = courseOf(book, branched, t.scenario.Params.Run.Days)
			t.TopOwn = netOf(book, t.Top) - t.TopBefore
		}
	}
}

// measure makes the part of the factual run.
func (t *task) measure(book *record.Book, window metric.Window) *record.Part {
	part := &record.Part{Scenario: t.scenario.Name, Replicate: t.replicate, Summary: metric.Compute(book, window),
		Tables: metric.Tables(book, window, t.scenario.Name, t.replicate)}
	for i := range part.Summary {
		part.Summary[i].Scenario, part.Summary[i].Replicate = t.scenario.Name, t.replicate
	}
	return part
}

// simulated returns the days the whole task simulates; the first scenario of a study answers for the warm-up.
func (t *task) simulated() int64 {
	if t.scenario.Name == t.plan.Scenarios[0].Name {
		return t.plan.Warmup.Run.WarmupDays + t.days()
	}
	return t.days()
}
