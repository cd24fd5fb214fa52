package experiment

import (
	"livebazaar/agents/chance"
	"livebazaar/sim/metric"
	"livebazaar/sim/record"
)

// A task's stages: the factual run, which stops at each date of a removal until the branches from there are done, and at last
// its twin. So a task has at most two markets at a time, the factual run and the one that is run from its state.

// stage is a stretch of days of one market.
type stage struct {
	twin        bool
	removed     *removal // nil for the factual run and the twin
	date        int      // how many dates of removals are over: the first stretch of the factual run and the branches at its end have 0
	from, until int64    // last day before it, and its last day
}

func (st *stage) days() int64 { return st.until - st.from }

// factual reports whether the stage is a stretch of the factual run.
func (st *stage) factual() bool { return !st.twin && st.removed == nil }

// stages lists what a scenario's task does, in order.
func (p *Plan) stages(s Scenario, replicate int) []stage {
	var list []stage
	var from int64
	days, dates := s.Params.Run.Days, p.dates(s)
	for i, date := range dates {
		list = append(list, stage{date: i, from: from, until: date})
		for _, r := range removalsOn(i, len(dates), replicate) {
			until := date + metric.Watch
			if r.long {
				until = days
			}
			list = append(list, stage{removed: &r, date: i, from: date, until: until})
		}
		from = date
	}
	list = append(list, stage{date: len(dates), from: from, until: days})
	if p.twin(s, replicate) {
		list = append(list, stage{twin: true, date: len(dates), until: metric.TwinWindow(days).To})
	}
	return list
}

// begin makes the market of the present stage.
func (t *task) begin() (err error) {
	st := &t.stages[t.Stage]
	switch {
	case st.removed != nil:
		origin, err := t.factual(st.date)
		if err != nil {
			return err
		}
		if t.market, err = origin.Fork(); err != nil {
			return err
		}
		t.Removed = st.removed.people(t.market, t.plan.Seed, t.replicate)
		t.market.Bar(t.Removed)
		return nil
	case st.factual() && st.from > 0: // it goes on from where the branches began
		t.market, err = t.factual(st.date - 1)
		t.paused = nil
		return err
	}
	if t.market == nil { // else the warm-up handed its own over
		if t.market, err = t.run.warmed(t.start, t.replicate); err != nil {
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

// end reads the results of the present stage from its market.
func (t *task) end() {
	days := t.scenario.Params.Run.Days
	switch st := &t.stages[t.Stage]; {
	case st.removed != nil:
		t.Branches = append(t.Branches, branchOf(st, t.Removed, t.market.Book()))
		t.Removed = nil
	case st.twin:
		t.market.Close()
		t.Twin = metric.Holdings(t.market.Book(), metric.TwinWindow(days))
		set(t.Part, "unpredictability", metric.Unpredictability(t.Holdings, t.Twin))
	case st.until < days:
		t.paused = t.market
	default:
		t.market.Close()
		book := t.market.Book()
		t.Part = t.measure(book, metric.LastYear(days, t.market.Consumers()))
		t.Part.ConsumerDays = t.market.Consumers() * t.simulated()
		if t.plan.twin(t.scenario, t.replicate) {
			t.Holdings = metric.Holdings(book, metric.TwinWindow(days))
		}
	}
}

// measure makes the part of the factual run, with what its branches say.
func (t *task) measure(book *record.Book, window metric.Window) *record.Part {
	part := &record.Part{Scenario: t.scenario.Name, Replicate: t.replicate, Summary: metric.Compute(book, window),
		Tables: append(metric.Tables(book, window, t.scenario.Name, t.replicate),
			metric.RemovalTables(book, t.Branches, t.scenario.Name, t.replicate)...)}
	for i := range part.Summary {
		part.Summary[i].Scenario, part.Summary[i].Replicate = t.scenario.Name, t.replicate
	}
	metric.Dependence(book, t.Branches, func(id string, v float64) { set(part, id, v) })
	return part
}

// simulated returns the days the whole task simulates; the first of the scenarios that share a warm-up answers for it.
func (t *task) simulated() int64 {
	if t.scenario.Name == t.plan.Scenarios[t.start.scenarios[0]].Name {
		return t.start.params.Run.WarmupDays + t.days()
	}
	return t.days()
}
