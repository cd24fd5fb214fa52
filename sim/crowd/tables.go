package crowd

import (
	"math"
	"math/bits"
	"sync"

	"livebazaar/agents/chance"
	"livebazaar/agents/consumer"
	"livebazaar/sim/fixed"
	"livebazaar/sim/rules"
	"livebazaar/sim/slates"
	"livebazaar/sim/state"
)

// Tables are the integer forms of the consumers' equations: every entry is the rounded value of the equation in
// package consumer, which a test compares entry by entry. They depend on the parameters alone.
type Tables struct {
	slates.Tables // shocks, taste, place and need in the choice of a room

	unconditional

	awake    [16]uint64 // by activity class: probability × 32768 − 1 of the slots, in lanes of 16 bits with the top bit set
	capital  [64]int32
	keepWeek []uint32 // trust: λ^(days/7) × 65536, by days
	keepBond []uint32
	keepCare []uint32   // caution
	keepBuy  []uint32   // spending of late
	fan      [128]int32 // bond's weight in room choice
	fanBuy   [128]int32 // and in the purchase

	tasteBuy                      [16]int32
	outside, shelf, follow, trust int32

	price  consumer.Price
	kappa  [consumer.Classes][consumer.SensitivityClasses]int32 // κ by budget class and class of sensitivity
	perFen [consumer.Classes]int64                              // utils that a fen takes from other wants × 2^20, by budget class
	budget [consumer.Classes]int64                              // monthly budget, fen

	weighed int        // goods of a room that are
	apart   int32      // how much they differ × 1024
	variety [512]int32 // what the lesser of two adds, by 1/32 util that it is worth less

	never                               uint32 // who never buys live × 65536
	liking                              [consumer.LikingClasses]int32
	known                               [256]int32 // of a host, by evidence in eighths of an order, × 1024
	match, matchRoom, comfort, trustBuy int32
	option, shelfOption                 [state.NumCategories]int32 // what the right of return is worth
	lapses                              uint32                     // of an open need in a week × 65536
	appoint                             uint32                     // a fan comes when the host is live × 65536

	quality, needBuy, platform int32
	projection                 int32                      // π × One
	overspent                  int32                      // per 256/256 of a month's budget
	seen, unseen               [state.NumCategories]int32 // sd of fit, live
	shelfSeen, shelfUnseen     [state.NumCategories]int32
	hassle, shelfHassle, noise int32

	satQuality, satGain, satLoss, satReference int32
	harm, hurt                                 int32 // utility and satisfaction lost by a good below standard
	moodKeep                                   int32 // weight of the past × 256
	ill                                        int8  // mood below which a user speaks ill of live shopping
	failure, tolerance                         int32
	negative                                   uint32 // evidence of a failure in eighths
	paid                                       uint32 // × 65536
	complain                                   uint32
	careGain                                   int32
	drop, dropStore                            [512]uint32                          // × 65536 by satisfaction, like logistic
	lapse                                      [consumer.HabitSteps + 1][512]uint32 // by habit and satisfaction
	wane                                       [consumer.HabitSteps + 1]float64     // chance to leave in a week, by habit
	considers                                  [consumer.HabitSteps + 1]uint32      // × 65536 by habit: buying comes into question
	change                                     [consumer.HabitSteps + 1]float64     // of habit in a week, by the steps left
	followVisit, followBuyer, followStore      [512]uint32
	stay                                       [512]int32  // minutes × 16 by excess utility
	grow                                       [512]uint32 // bond gain per visit × 65536 at bond 0, by excess utility
	induced                                    uint32
	platformGain, platformLoss                 int32 // × 1024
	urgency                                    [urgencyDays]int32
	waits                                      [rateClasses]float64
	interval                                   [state.NumCategories][rateClasses]uint64 // days of a stage of the need × 2^20
	stages                                     [state.NumCategories]int
}

// unconditional are the tables that hang on no parameter.
type unconditional struct {
	gumbel      [4096]int16  // quantiles of the standard Gumbel distribution
	normal      [4096]int16  // of the standard normal
	shock       [4096]int16  // of the standard logistic
	exponential [4096]uint32 // of the exponential × 1024
	softplus    [512]int32   // ln(1+e^u) at (i−256)/32 utils
	buys        [512]int32   // 1/(1+e^−u) × 65536 there
}

// quantiles makes the tables that hang on no parameter, once.
var quantiles = sync.OnceValue(func() *unconditional {
	t := &unconditional{}
	for i := range t.normal {
		u := float64((float64(i) + 0.5) / 4096)
		t.gumbel[i] = int16(fixed.Of(-chance.Log(-chance.Log(u))))
		t.normal[i] = int16(fixed.Of(chance.NormalQuantile(u)))
		t.shock[i] = int16(fixed.Of(chance.Log(u / (1 - u))))
		t.exponential[i] = uint32(fixed.Of(-chance.Log(u)))
	}
	for i := range t.softplus {
		u := step(i)
		t.softplus[i] = fixed.Of(chance.Softplus(u))
		t.buys[i] = int32(fixed.Share16(chance.Logistic(u)))
	}
	return t
})

// rateClasses is the number of classes of need rates.
const rateClasses = 16

// step returns the utility at entry i of a table over utility.
func step(i int) float64 { return float64(i-256) / 32 }

// level returns the entry of a utility in a table over utility: nearest step of 1/32 util, from −8 to +7.97.
func level(u int32) int {
	i := int(u+16)>>5 + 256
	return max(0, min(511, i))
}

// Compile builds the tables from the equations.
func Compile(p *rules.Params) *Tables {
	t, c := &Tables{unconditional: *quantiles()}, &p.Consumers
	t.Gumbel = t.gumbel
	for i := range t.drop {
		u := step(i)
		t.drop[i] = fixed.Share16(c.Dropout.After(c.Dropout.Host, u))
		t.dropStore[i] = fixed.Share16(c.Dropout.After(c.Dropout.Store, u))
		for habit := range t.lapse {
			t.lapse[habit][i] = fixed.Share16(c.Dropout.AfterUse(u, float64(habit)/consumer.HabitSteps))
		}
		t.followVisit[i] = fixed.Share16(c.Follow.ByVisit(u))
		t.followBuyer[i] = fixed.Share16(c.Follow.ByPurchase(u))
		t.followStore[i] = fixed.Share16(c.Follow.OfStore(u))
		hours := c.Bond.Stay(u)
		t.stay[i] = int32(math.Floor(float64(hours*60*16) + 0.5))
		t.grow[i] = fixed.Share16(c.Bond.Grown(0, hours))
	}
	for steps := range t.considers {
		t.considers[steps] = fixed.Share16(c.Habit.Considers(float64(steps) / consumer.HabitSteps))
		t.wane[steps] = 1 - chance.Exp(-c.Dropout.Wanes(float64(steps)/consumer.HabitSteps)*state.Week/365)
		t.change[steps] = c.Habit.Change(steps, state.Week)
	}
	shares := c.Activity.Shares()
	for class := range t.awake {
		rate := classRate(class, len(t.awake), c.Activity.Spread)
		for slot := range shares {
			p := c.Activity.InSlot(rate, shares[slot])
			t.awake[class] |= uint64(0x8000+math.Floor(float64(p*32768)+0.5)-1) << (16 * slot)
		}
	}
	for class := range t.waits {
		t.waits[class] = classRate(class, rateClasses, c.Need.Spread)
	}
	for k := range t.interval {
		traits := &p.Categories.Of[k]
		t.stages[k] = int(traits.Erlang)
		for class := range t.interval[k] {
			t.interval[k][class] = uint64(float64(c.Need.Stage(traits.Interval, traits.Erlang, t.waits[class])*(1<<20)) + 0.5)
		}
	}
	for k := range t.Position {
		t.Position[k] = fixed.Of(c.Room.PositionLog(k + 1))
	}
	for k := range t.capital {
		t.capital[k] = fixed.Of(c.Room.Capital * chance.Log(1+float64(k)))
	}
	t.keepWeek, t.keepBond = make([]uint32, state.MemoryDays), make([]uint32, state.MemoryDays)
	t.keepCare, t.keepBuy = make([]uint32, state.MemoryDays), make([]uint32, state.MemoryDays)
	for d := range t.keepWeek {
		days := float64(d)
		t.keepWeek[d] = fixed.Share16(c.Trust.Keep(days))
		t.keepBond[d] = fixed.Share16(c.Bond.Keep(days))
		t.keepCare[d] = fixed.Share16(c.Caution.Keep(days))
		t.keepBuy[d] = fixed.Share16(chance.Exp(-days / state.Month))
	}
	for b := range t.fan {
		t.fan[b] = fixed.Of(c.Room.Bond * float64(b) / 127)
		t.fanBuy[b] = fixed.Of(c.Purchase.Bond * float64(b) / 127)
	}
	for k := range t.Taste {
		t.Taste[k] = fixed.Of(c.Taste.Category * float64(k) / 15)
		t.tasteBuy[k] = fixed.Of(c.Purchase.Taste * float64(k) / 15)
	}
	t.outside, t.shelf, t.Need = fixed.Of(c.Room.Outside), fixed.Of(c.Room.Shelf), fixed.Of(c.Room.Need)
	t.follow, t.trust = fixed.Of(c.Room.Follow), fixed.Of(c.Room.Trust)
	t.price = c.Purchase.Price
	for class := range t.perFen {
		yuan := c.Budget.Class(class)
		t.budget[class] = int64(float64(yuan*100) + 0.5)
		t.perFen[class] = int64(float64(t.price.Cost(0, 1, 1, yuan*100)*fixed.One*(1<<20)) + 0.5)
		for of := range t.kappa[class] {
			t.kappa[class][of] = fixed.Of(t.price.Of(yuan/c.Budget.Median, of))
		}
	}
	t.weighed, t.apart = int(c.Purchase.Choice.Goods), fixed.Of(c.Purchase.Choice.Apart)
	for less := range t.variety {
		t.variety[less] = fixed.Of(c.Purchase.Choice.Variety(float64(less) / 32))
	}
	t.never = fixed.Share16(c.Liking.Never)
	for class := range t.liking {
		t.liking[class] = fixed.Of(c.Liking.Of(class))
	}
	for eighths := range t.known {
		t.known[eighths] = fixed.Of(c.Known.Share(float64(eighths) / 8))
	}
	t.match, t.matchRoom, t.comfort, t.trustBuy = fixed.Of(c.Known.Match), fixed.Of(c.Room.Match), fixed.Of(c.Known.Comfort), fixed.Of(c.Known.Trust)
	t.lapses, t.appoint = fixed.Share16(c.Need.Lapses(state.Week)), fixed.Share16(c.Activity.Appointment)
	t.quality, t.needBuy = fixed.Of(c.Purchase.Quality), fixed.Of(c.Purchase.Need)
	t.platform, t.projection, t.overspent = fixed.Of(c.Purchase.Platform), fixed.Of(c.Purchase.Projection), fixed.Of(c.Purchase.Overspent)
	for k := range t.seen {
		cat := &p.Categories.Of[k]
		live, listing := cat.LiveFit, float64(cat.LiveFit*c.Fit.Listing)
		t.seen[k], t.unseen[k] = fixed.Of(c.Fit.Seen(cat.FitSD, live)), fixed.Of(c.Fit.Unseen(cat.FitSD, live))
		t.shelfSeen[k], t.shelfUnseen[k] = fixed.Of(c.Fit.Seen(cat.FitSD, listing)), fixed.Of(c.Fit.Unseen(cat.FitSD, listing))
	}
	for k := range t.option {
		cat := &p.Categories.Of[k]
		t.option[k] = fixed.Of(c.OptionLive(cat.FitSD, cat.LiveFit))
		t.shelfOption[k] = fixed.Of(c.OptionOnShelf(cat.FitSD, cat.LiveFit))
	}
	t.hassle, t.shelfHassle, t.noise = fixed.Of(c.Return.Hassle), fixed.Of(c.Return.ShelfHassle), fixed.Of(c.Return.Noise)
	s := &c.Satisfaction
	t.satQuality, t.satGain, t.satLoss, t.satReference = fixed.Of(s.Quality), fixed.Of(s.Gain), fixed.Of(s.Loss), fixed.Of(s.Reference)
	t.harm, t.hurt = fixed.Of(c.Harm.Utility), fixed.Of(c.Harm.Satisfaction)
	t.moodKeep = int32(float64(s.Memory*256) + 0.5)
	t.ill = int8(math.Floor(float64(c.Adoption.Ill*64) + .5))
	t.failure, t.tolerance = fixed.Of(c.Trust.Failure), fixed.Of(c.Trust.Tolerance)
	t.negative = uint32(float64(c.Trust.Negative*8) + 0.5)
	t.paid = fixed.Share16(c.Payment.Paid(p.Platform.Leak()))
	t.complain = fixed.Share16(c.Complaint.Share)
	t.careGain = fixed.Of(c.Caution.Gain)
	t.induced = fixed.Share16(c.Need.Induced)
	t.platformGain, t.platformLoss = fixed.Of(c.Trust.PlatformGain), fixed.Of(c.Trust.PlatformGain*c.Trust.Negative*c.Trust.Spill)
	for d := range t.urgency {
		t.urgency[d] = fixed.Of(c.Purchase.Urgency * min(1, float64(d)/c.Need.Patience))
	}
	return t
}

// classRate returns the rate, relative to the mean, of the middle of one of n equally likely classes of a log-normal
// distribution with mean 1.
func classRate(class, n int, spread float64) float64 {
	z := chance.NormalQuantile((float64(class) + 0.5) / float64(n))
	return chance.Exp(float64(spread*z) - float64(0.5*spread*spread))
}

// cost returns what a price takes (consumer.Price.Cost), 1/1024 util: fen, and relative to comparable goods × 65536. What nobody
// of the class would buy has the same as what costs a good deal less: the product needs more bits than there are.
func (t *Tables) cost(fen int64, relative, kappa int32, class uint8) int32 {
	const most = 1 << 28
	high, low := bits.Mul64(uint64(fen), uint64(t.perFen[class]))
	if high != 0 || low > most<<20 {
		return most
	}
	return int32(min(most, int64(low>>20)+(int64(kappa)*int64(relative-1<<16))>>16))
}

// perUtil returns what a util is worth (consumer.Price.Util), fen, for a good that comparable goods cost so much.
func (t *Tables) perUtil(kappa int32, comparable float64, class uint8) int64 {
	return int64(t.price.Util(float64(kappa)/fixed.One, comparable, float64(t.budget[class])) + 0.5)
}

// worthOf returns what goods comparable to one of a price cost, fen; relative is the price over it × 65536.
func worthOf(fen int64, relative int32) float64 { return float64(fen) * 65536 / float64(relative) }

// spending returns fen in 1/256 of the monthly budget of a class, to the nearest.
func (t *Tables) spending(fen int64, class uint8) int64 {
	return (fen*256 + t.budget[class]/2) / t.budget[class]
}

// satisfaction returns S in 1/1024 for a performance and an expectation in 1/1024.
func (t *Tables) satisfaction(performance, expectation int32) int32 {
	v, d := t.satQuality*(performance-t.satReference), performance-expectation
	if d > 0 {
		v += t.satGain * d
	} else {
		v += t.satLoss * d
	}
	return v >> 10
}
