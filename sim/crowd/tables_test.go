package crowd

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/agents/param"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rules"
	"livebazaar/sim/state"
)

// drawParams sets every real parameter whose key has one of the prefixes to a random value of its declared range.
func drawParams(t *rapid.T, set *param.Set, prefixes ...string) {
	for _, q := range set.Params() {
		meant := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(q.Key, p) })
		if q.Kind != param.Float || !meant || q.Key == "consumers.real" {
			continue
		}
		// the ends of the ranges on purpose, now and then
		v := rapid.OneOf(rapid.Float64Range(q.Min, q.Max), rapid.SampledFrom([]float64{q.Min, q.Max})).Draw(t, q.Key)
		if err := q.Set(v); err != nil {
			t.Fatal(err)
		}
	}
}

// The fast loop only looks up; the science is in package consumer. Every entry of every table must be the value of the
// equation there, in the table's unit, rounded to the nearest whole number (docs/decisions/integer-tables.md).
func TestTablesAreTheRoundedEquations(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, set := rules.NewParams()
		if rapid.Bool().Draw(t, "other than the defaults") {
			drawParams(t, set, "consumers.", "categories.")
		}
		checkTables(t, p)
	})
}

func checkTables(t *rapid.T, p *rules.Params) {
	got, c := Compile(p), &p.Consumers
	near := func(name string, entry int64, value float64) {
		// a value half-way between two whole numbers may go either way
		if math.Abs(float64(entry)-value) > 0.5+1e-6*max(1, math.Abs(value)) {
			t.Fatalf("%s is %d, the equation gives %g", name, entry, value)
		}
	}
	utils := func(name string, entry int32, u float64) { near(name, int64(entry), u*1024) }
	share := func(name string, entry uint32, x float64) { near(name, int64(entry), min(1, x)*65536) }

	for i := range 4096 {
		u := (float64(i) + 0.5) / 4096
		utils("gumbel", int32(got.Gumbel[i]), -math.Log(-math.Log(u)))
		utils("normal", int32(got.normal[i]), math.Sqrt2*math.Erfinv(2*u-1))
		utils("logistic shock", int32(got.shock[i]), math.Log(u)-math.Log(1-u))
		utils("exponential", int32(got.exponential[i]), -math.Log(u))
	}
	for i := range 512 {
		u := float64(i-256) / 32
		if level(fixed.Of(u)) != i {
			t.Fatalf("utility %g is looked up at %d, not %d", u, level(fixed.Of(u)), i)
		}
		utils("softplus", got.softplus[i], math.Log1p(math.Exp(u)))
		share("purchase", uint32(got.buys[i]), 1/(1+math.Exp(-u)))
		share("drop", got.drop[i], c.Dropout.After(c.Dropout.Host, u))
		share("drop of a store", got.dropStore[i], c.Dropout.After(c.Dropout.Store, u))
		for habit := range 16 {
			share("lapse", got.lapse[habit][i], c.Dropout.AfterUse(u, float64(habit)/15))
		}
		share("follow at a visit", got.followVisit[i], c.Follow.ByVisit(u))
		share("follow of a buyer", got.followBuyer[i], c.Follow.ByPurchase(u))
		share("follow of the store", got.followStore[i], c.Follow.OfStore(u))
		near("stay", int64(got.stay[i]), 16*60*c.Bond.Stay(u))
		share("growth of the bond", got.grow[i], c.Bond.Grown(0, c.Bond.Stay(u)))
	}
	for class := range 16 {
		z := math.Sqrt2 * math.Erfinv(2*(float64(class)+0.5)/16-1)
		rate := func(spread float64) float64 { return math.Exp(spread*z - spread*spread/2) }
		for slot, of := range []float64{c.Activity.OffPeak, c.Activity.Noon, c.Activity.Evening} {
			// a lane of 16 bits with the top bit set and, below it, one less than the chance in 32768
			lane := got.awake[class] >> (16 * slot) & 0xffff
			near("activity", int64(lane)-0x8000+1, 32768*c.Activity.InSlot(rate(c.Activity.Spread), of))
		}
		for k := range state.NumCategories {
			of := &p.Categories.Of[k]
			if got.stages[k] != int(of.Erlang) {
				t.Fatalf("category %d has %d stages of need, want %d", k, got.stages[k], of.Erlang)
			}
			near("stage of a need", int64(got.interval[k][class]), (1<<20)*c.Need.Stage(of.Interval, of.Erlang, rate(c.Need.Spread)))
		}
	}
	for k := range 16 {
		share("consideration", got.considers[k], c.Habit.Considers(float64(k)/15))
		if want := float64(k) * (1 - math.Exp(-7/(365*c.Habit.Years))); math.Abs(got.change[k]-want) > 1e-12 {
			t.Errorf("with %d steps to go habit changes with %g in a week, want %g", k, got.change[k], want)
		}
		if want := 1 - math.Exp(-c.Dropout.Wane*math.Exp(-c.Dropout.Habit*float64(k)/15)*7/365); math.Abs(got.wane[k]-want) > 1e-12 {
			t.Errorf("with a habit of %d users leave with %g in a week, want %g", k, got.wane[k], want)
		}
		utils("position", got.Position[k], c.Room.PositionLog(k+1))
		utils("taste of a room", got.Taste[k], c.Taste.Category*float64(k)/15)
		utils("taste of a good", got.tasteBuy[k], c.Purchase.Taste*float64(k)/15)
	}
	for visits := range 64 {
		utils("consumption capital", got.capital[visits], c.Room.Familiar(0, 0, 0, float64(visits), 0, false))
	}
	for b := range 128 {
		utils("bond in a room", got.fan[b], c.Room.Familiar(0, 0, float64(b)/127, 0, 0, false))
		utils("bond in a purchase", got.fanBuy[b], c.Purchase.Bond*float64(b)/127)
	}
	for d := range state.MemoryDays {
		days := float64(d)
		share("memory of trust", got.keepWeek[d], c.Trust.Keep(days))
		share("memory of the bond", got.keepBond[d], c.Bond.Keep(days))
		share("memory of regret", got.keepCare[d], c.Caution.Keep(days))
		share("memory of spending", got.keepBuy[d], math.Exp(-days/30))
	}
	for class := range got.perFen {
		yuan := c.Budget.Class(class)
		near("budget", got.budget[class], 100*yuan)
		near("utility that a fen takes from other wants", got.perFen[class], (1<<30)*c.Purchase.Price.Cost(0, 0.01, 1, yuan))
		for of := range got.kappa[class] {
			utils("sensitivity", got.kappa[class][of], c.Purchase.Price.Of(yuan/c.Budget.Median, of))
		}
	}
	for class := range consumer.LikingClasses {
		utils("liking", got.liking[class], c.Liking.Of(class))
	}
	for eighths := range 256 {
		utils("known of a host", got.known[eighths], c.Known.Share(float64(eighths)/8))
	}
	for k := range state.NumCategories {
		of := &p.Categories.Of[k]
		live, listing := of.LiveFit, of.LiveFit*c.Fit.Listing
		utils("fit seen live", got.seen[k], c.Fit.Seen(of.FitSD, live))
		utils("fit unseen live", got.unseen[k], c.Fit.Unseen(of.FitSD, live))
		utils("fit seen on the shelf", got.shelfSeen[k], c.Fit.Seen(of.FitSD, listing))
		utils("fit unseen on the shelf", got.shelfUnseen[k], c.Fit.Unseen(of.FitSD, listing))
	}
	for k := range state.NumCategories {
		of := &p.Categories.Of[k]
		utils("option to return", got.option[k], c.OptionLive(of.FitSD, of.LiveFit))
		utils("option to return on the shelf", got.shelfOption[k], c.OptionOnShelf(of.FitSD, of.LiveFit))
	}
	for less := range got.variety {
		utils("variety", got.variety[less], c.Purchase.Choice.Variety(float64(less)/32))
	}
	for days := range urgencyDays {
		utils("urgency", got.urgency[days], c.Purchase.Urgency*min(1, float64(days)/c.Need.Patience))
	}
	for _, u := range []struct {
		name  string
		entry int32
		value float64
	}{
		{"outside", got.outside, c.Room.Outside}, {"shelf", got.shelf, c.Room.Shelf}, {"need in a room", got.Need, c.Room.Need},
		{"follow", got.follow, c.Room.Follow}, {"trust", got.trust, c.Room.Trust}, {"quality", got.quality, c.Purchase.Quality},
		{"need", got.needBuy, c.Purchase.Need}, {"platform", got.platform, c.Purchase.Platform},
		{"projection", got.projection, c.Purchase.Projection}, {"overspent", got.overspent, c.Purchase.Overspent},
		{"hassle", got.hassle, c.Return.Hassle}, {"shelf hassle", got.shelfHassle, c.Return.ShelfHassle}, {"noise", got.noise, c.Return.Noise},
		{"harm", got.harm, c.Harm.Utility}, {"hurt", got.hurt, c.Harm.Satisfaction},
		{"failure", got.failure, c.Trust.Failure}, {"tolerance", got.tolerance, c.Trust.Tolerance},
		{"caution", got.careGain, c.Caution.Gain}, {"platform trust", got.platformGain, c.Trust.PlatformGain},
		{"how goods differ", got.apart, c.Purchase.Choice.Apart}, {"match", got.match, c.Known.Match}, {"match in a room", got.matchRoom, c.Room.Match},
		{"comfort", got.comfort, c.Known.Comfort},
		{"trust beyond the public's", got.trustBuy, c.Known.Trust},
		{"platform mistrust", got.platformLoss, c.Trust.PlatformGain * c.Trust.Negative * c.Trust.Spill},
	} {
		utils(u.name, u.entry, u.value)
	}
	share("paid", got.paid, c.Payment.Paid(p.Platform.Leak()))
	share("complaints", got.complain, c.Complaint.Share)
	share("who never buys", got.never, c.Liking.Never)
	share("needs that lapse in a week", got.lapses, c.Need.Lapses(7))
	share("appointments", got.appoint, c.Activity.Appointment)
	share("induced", got.induced, c.Need.Induced)
	near("evidence of a failure", int64(got.negative), 8*c.Trust.Negative)
	near("mood", int64(got.moodKeep), 256*c.Satisfaction.Memory)
}

// Satisfaction is computed, not looked up: it must follow its equation within the rounding of its weights.
func TestSatisfactionFollowsItsEquation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, set := rules.NewParams()
		drawParams(t, set, "consumers.satisfaction.")
		tab, c := Compile(p), &p.Consumers
		performance := rapid.Int32Range(0, fixed.One).Draw(t, "performance")
		expectation := rapid.Int32Range(0, 3*fixed.One/2).Draw(t, "expectation")
		got := float64(tab.satisfaction(performance, expectation)) / fixed.One
		want := c.Satisfaction.Of(float64(performance)/fixed.One, float64(expectation)/fixed.One)
		if math.Abs(got-want) > 10.0/fixed.One { // three weights rounded to 1/2048, the reference times weight ≤ 5, one floor
			t.Fatalf("satisfaction %g, want %g", got, want)
		}
	})
}

// The quantile tables stand in for continuous shocks: a choice drawn with them must have the logit's probabilities. The
// mean of the Gumbel table is Euler's constant; the others' means are 0 and 1.
func TestShockTablesHaveTheMomentsOfTheirDistributions(t *testing.T) {
	t.Parallel()
	p, _ := rules.NewParams()
	tab := Compile(p)
	var gumbel, normal, squares, logistic, wait float64
	for i := range 4096 {
		gumbel += float64(tab.Gumbel[i]) / fixed.One / 4096
		normal += float64(tab.normal[i]) / fixed.One / 4096
		squares += math.Pow(float64(tab.normal[i])/fixed.One, 2) / 4096
		logistic += float64(tab.shock[i]) / fixed.One / 4096
		wait += float64(tab.exponential[i]) / fixed.One / 4096
	}
	for _, m := range []struct {
		name      string
		got, want float64
	}{{"gumbel", gumbel, 0.57721566}, {"normal", normal, 0}, {"variance of the normal", squares, 1},
		{"logistic", logistic, 0}, {"exponential", wait, 1}} {
		if math.Abs(m.got-m.want) > 0.002 {
			t.Errorf("%s: mean %g, want %g", m.name, m.got, m.want)
		}
	}
}

// Evidence, bond, caution and spending fade by a factor a day. The packed state lets them fade only when it is touched:
// the product of two waits must be the factor of the whole wait, within the rounding of the state.
func TestLazyDecayEqualsDailyDecay(t *testing.T) {
	t.Parallel()
	p, _ := rules.NewParams()
	tab := Compile(p)
	rapid.Check(t, func(t *rapid.T) {
		spent := rapid.Uint16().Draw(t, "spent")
		caution := rapid.Uint16().Draw(t, "caution")
		c := state.Consumer{Spent: spent, Caution: caution, Touched: 1}
		day, steps := uint32(1), rapid.IntRange(1, 6).Draw(t, "steps")
		exactSpent, exactCaution := float64(spent), float64(caution)
		for range steps {
			wait := rapid.Uint32Range(0, 60).Draw(t, "wait")
			day += wait
			for range wait {
				exactSpent *= math.Exp(-1.0 / 30)
				exactCaution *= p.Consumers.Caution.Keep(1)
			}
			tab.relax(&c, day)
		}
		if uint32(c.Touched) != day {
			t.Fatalf("touched on day %d, not %d", c.Touched, day)
		}
		// each step rounds once by less than one unit, and its table by half a 65536th
		if d := math.Abs(float64(c.Spent) - exactSpent); d > float64(steps)*2 {
			t.Fatalf("spending of %d is %d after %d days, daily decay leaves %g", spent, c.Spent, day, exactSpent)
		}
		if d := math.Abs(float64(c.Caution) - exactCaution); d > float64(steps)*2 {
			t.Fatalf("caution of %d is %d after %d days, daily decay leaves %g", caution, c.Caution, day, exactCaution)
		}
	})
}

// Evidence is rounded at random, so that small evidence fades on average as it should instead of staying or vanishing.
func TestEvidenceFadesRightOnAverage(t *testing.T) {
	t.Parallel()
	p, _ := rules.NewParams()
	tab := Compile(p)
	const n = 200_000
	keep, sum := tab.keepWeek[5], 0.0
	for i := range uint64(n) {
		sum += float64((8*keep + uint32(chance.Root(1).Bits(i)&0xffff)) >> 16)
	}
	want := 8 * p.Consumers.Trust.Keep(5)
	if got := sum / n; math.Abs(got-want) > 5*0.5/math.Sqrt(n) {
		t.Errorf("evidence of 8 fades to %g on average, want %g", got, want)
	}
}

// The dearer a good, the less it is liked, however dear and however poor the buyer: the utility of a price does not wrap.
func TestDisutilityOfAPriceNeverWraps(t *testing.T) {
	t.Parallel()
	p, set := rules.NewParams()
	for key, v := range map[string]any{"consumers.budget.median": 10.0, "consumers.budget.spread": 2.0, "consumers.purchase.price": 60.0,
		"consumers.purchase.sensitivity": 20.0, "consumers.purchase.sensitivity_spread": 1.5, "consumers.purchase.sensitivity_income": 1.0} {
		if err := set.Lookup(key).Set(v); err != nil {
			t.Fatal(err)
		}
	}
	tables := Compile(p)
	for class := range tables.perFen {
		for _, kappa := range tables.kappa[class] {
			const comparable = 10_000
			before := int32(math.MinInt32)
			for fen := int64(1); fen < 1<<45; fen *= 3 {
				relative := int32(max(1, min(math.MaxInt32, fen*65536/comparable)))
				if now := tables.cost(fen, relative, kappa, uint8(class)); now < before {
					t.Fatalf("class %d: %d fen cost %d, less than a third of it", class, fen, now)
				} else {
					before = now
				}
			}
		}
	}
}

// What a price takes is computed, not looked up: it must follow its equation within the rounding of its weights, and a util is worth
// what the equation says, to the fen.
func TestThePriceFollowsItsEquation(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p, set := rules.NewParams()
		drawParams(t, set, "consumers.purchase.sensitivity", "consumers.purchase.price")
		tables, of := Compile(p), &p.Consumers.Purchase.Price
		class, z := rapid.IntRange(0, consumer.Classes-1).Draw(t, "budget"), rapid.IntRange(0, consumer.SensitivityClasses-1).Draw(t, "class")
		comparable := rapid.Int64Range(100, 1_000_000).Draw(t, "comparable")
		fen := int64(rapid.Float64Range(.2, 5).Draw(t, "relative") * float64(comparable))
		relative := int32(math.Floor(float64(fen)*65536/float64(comparable) + .5))
		budget := 100 * p.Consumers.Budget.Class(class)
		kappa := of.Of(p.Consumers.Budget.Class(class)/p.Consumers.Budget.Median, z)
		want := kappa*(float64(fen)/float64(comparable)-1) + of.Budget*float64(fen)/budget
		// κ rounded to half of 1/1024, the relative price to half of 1/65536, the weight of a fen to half of 2^-30, two floors
		allowed := (.5*4 + kappa*1024/131072 + float64(fen)/(1<<21) + 2 + 1e-6*math.Abs(want)*1024) / 1024
		if got := float64(tables.cost(fen, relative, tables.kappa[class][z], uint8(class))) / 1024; math.Abs(got-want) > allowed {
			t.Fatalf("%d fen against %d take %g utils, want %g", fen, comparable, got, want)
		}
		worth := func(kappa float64) float64 { return 1 / (kappa/float64(comparable) + of.Budget/budget) }
		got := float64(tables.perUtil(tables.kappa[class][z], worthOf(fen, relative), uint8(class)))
		if least, most := worth(kappa+.5/1024), worth(max(0, kappa-.5/1024)); got < .9999*least-.5 || got > 1.0001*most+.5 {
			t.Fatalf("a util is worth %g fen, want %g", got, worth(kappa))
		}
	})
}
