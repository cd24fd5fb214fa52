package sim

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
	"livebazaar/sim/books"
	"livebazaar/sim/crowd"
	"livebazaar/sim/deals"
	"livebazaar/sim/rank"
	"livebazaar/sim/record"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
	"livebazaar/sim/street"
	"livebazaar/sim/supply"
	"livebazaar/sim/talent"
	"livebazaar/sim/venue"
)

// ModelVersion rises whenever the same scenario and seed give other results.
const ModelVersion = 10

// Params are all parameters of a market.
type Params = rules.Params

// NewParams returns the defaults and the set of declarations bound to them.
func NewParams() (*Params, *param.Set) { return rules.NewParams() }

// World is one market: its state, the rules it is under, and the parts that work on it, each with its own scratch of the day.
type World struct {
	*state.Market
	rules *Rules
	p     *Params       // in force today
	t     *crowd.Tables // of them
	parts

	slot    int                            // of the day
	given   rank.Allocation                // what the ranking rules decided for the slot
	watcher func(event string, let func()) // stands around every event: set by tests alone
	beside  map[string]*acts               // by event: what experiments do around it
}

// parts are what works on a market. What they are doing is never saved: it is made anew from the state and the rules.
type parts struct {
	street *street.Street
	crowd  *crowd.Crowd
	venue  *venue.Venue
	deals  *deals.Deals
	supply *supply.Supply
	talent *talent.Talent
	books  *books.Books
}

// partsOf puts the parts to work on a market.
func partsOf(m *state.Market, now *period) (w parts) {
	w.street = street.New(m, now.p)
	w.crowd = crowd.New(m, now.p, now.t, w.street)
	w.venue = venue.New(m, now.p)
	w.deals = deals.New(m, now.p)
	w.supply = supply.New(m, now.p, w.deals)
	w.talent = talent.New(m, now.p)
	w.books = books.New(m, now.p, w.street, w.crowd)
	return w
}

// New makes the market of one replicate on the eve of its first day of warm-up. The population hangs on the
// scenario's sizes, the seed and the replicate; two scenarios of equal sizes start with the same one.
func New(p *Params, seed uint64, replicate int) (*World, error) {
	return Compile(p).New(seed, replicate)
}

// New makes the market of one replicate under the rules, as the function New does.
func (r *Rules) New(seed uint64, replicate int) (*World, error) { return begin(r, seed, replicate, 1) }

// begin makes a market with a number of venues, of which the first is open.
func begin(r *Rules, seed uint64, replicate, venues int) (w *World, err error) {
	first := 1 - r.periods[0].p.Run.WarmupDays
	now := r.on(first - 1)
	p := now.p
	if err := p.FeasibleOn(venues); err != nil {
		return nil, err
	}
	if err := p.Holds(); err != nil {
		return nil, err
	}
	defer state.Faults(&err)
	root := chance.Root(seed).At(uint64(replicate))
	m := state.New(state.Sizes{Streamers: p.Streamers.Capacity(), Merchants: p.Merchants.Capacity(), MCNs: p.MCNs.Capacity(), Venues: venues},
		state.Keys{Population: root.At(1), Market: root.At(2)}, first)
	m.Scale = rules.ScaleOf(p)
	m.Origin = p.Origin()
	m.Circles = p.Circles()
	made := partsOf(m, now)
	made.supply.Populate()
	made.talent.Populate()
	made.crowd.Populate()
	m.Prepare(m.Circles)
	made.crowd.RememberPast()
	m.Day--
	m.Prepare(m.Circles)
	return work(m, r, now), nil
}

// work puts a prepared market to work under the rules, of which some are in force.
func work(m *state.Market, r *Rules, now *period) *World {
	w := &World{Market: m, rules: r, p: now.p, t: now.t, parts: partsOf(m, now)}
	w.Rec.Reserve(w.ahead())
	return w
}

// Params returns the rules in force.
func (w *World) Params() *Params { return w.p }

// Today returns the day that was simulated last; measured days are ≥ 1.
func (w *World) Today() int64 { return w.Day }

// Book returns the record so far.
func (w *World) Book() *record.Book { return &w.Rec }

// Reseed gives the market other draws from the next day on; population and state stay.
func (w *World) Reseed(market uint64) { w.Keys.Market = chance.Root(market) }

// Boost multiplies the impressions given to a host by a factor from the next day on; 1 ends it.
func (w *World) Boost(host int, factor float64) { w.Main().Boost[host] = factor }

// Probe lets a probe look at visits to rooms from the next day on, nil none. It changes nothing.
func (w *World) Probe(p *crowd.Probe) { w.crowd.Attach(p) }
