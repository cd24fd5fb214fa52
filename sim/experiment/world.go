package experiment

import (
	"io"

	"livebazaar/agents/chance"
	"livebazaar/sim"
)

// worlds makes the markets of package sim. watch may be nil.
type worlds struct {
	watch func(replicate int, w *sim.World)
}

// Watched makes the markets of package sim and shows each one to watch before its first day, for tracing. Copies and
// markets read from a saved state are not shown.
func Watched(watch func(replicate int, w *sim.World)) Markets { return worlds{watch} }

func (m worlds) New(p *sim.Params, seed uint64, replicate int) (Market, error) {
	w, err := sim.New(p, seed, replicate)
	if err == nil && m.watch != nil {
		m.watch(replicate, w)
	}
	return wrap(w, err)
}

func (worlds) Decode(p *sim.Params, r io.Reader) (Market, error) { return wrap(sim.Decode(p, r)) }

// world is a market of package sim as an experiment sees it.
type world struct{ *sim.World }

func wrap(w *sim.World, err error) (Market, error) {
	if err != nil {
		return nil, err
	}
	return world{w}, nil
}

func (w world) Fork() (Market, error) { return wrap(w.World.Fork()) }
func (w world) Consumers() int64      { return w.Params().Consumers.Count }

func (w world) Hours() float64 { return w.Params().Streamers.Show.Hours }

// Wage is the mean of the log-normal reservation wages that streamers are drawn with.
func (w world) Wage() float64 {
	show := &w.Params().Streamers.Show
	spread := float64(show.WageSpread * show.WageSpread)
	return float64(show.Wage*chance.Exp(spread/2)) / w.Scale.Ratio
}
