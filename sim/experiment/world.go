package experiment

import (
	"io"
	"sync"

	"livebazaar/sim"
)

// worlds makes the markets of package sim. Rules are compiled once for all replicates. watch may be nil.
type worlds struct {
	watch func(replicate int, w *sim.World)
	rules *compiled
}

// compiled are the rules of the scenarios, made when they are first asked for.
type compiled struct {
	sync.Mutex
	of map[*sim.Params]*sim.Rules
}

func (c *compiled) rules(p *sim.Params) *sim.Rules {
	if c == nil {
		return sim.Compile(p)
	}
	c.Lock()
	defer c.Unlock()
	if c.of[p] == nil {
		c.of[p] = sim.Compile(p)
	}
	return c.of[p]
}

func newWorlds(watch func(replicate int, w *sim.World)) worlds {
	return worlds{watch, &compiled{of: map[*sim.Params]*sim.Rules{}}}
}

// Watched makes the markets of package sim and shows each one to watch before its first day, for tracing. Copies and
// markets read from a saved state are not shown.
func Watched(watch func(replicate int, w *sim.World)) Markets { return newWorlds(watch) }

func (m worlds) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	w, err := m.rules.rules(p).New(seed, replicate)
	if err == nil && m.watch != nil {
		m.watch(replicate, w)
	}
	return m.wrap(w, err)
}

func (m worlds) Decode(p *sim.Params, r io.Reader) (Market, error) {
	return m.wrap(m.rules.rules(p).Decode(r))
}

// world is a market of package sim as an experiment sees it.
type world struct {
	*sim.World
	made worlds
}

func (m worlds) wrap(w *sim.World, err error) (Market, error) {
	if err != nil {
		return nil, err
	}
	return world{w, m}, nil
}

func (w world) Fork() (Market, error)      { return w.made.wrap(w.World.Fork()) }
func (w world) Switch(p *sim.Params) error { return w.Follow(w.made.rules.rules(p)) }
func (w world) Consumers() int64           { return w.Params().Consumers.Count }
