// Package consumer holds the decisions of a consumer as pure functions, a mechanism a file, each with its equation,
// its source and the parameters it declares. The market's fast loop looks up integer tables built from them.
package consumer

import "livebazaar/agents/param"

// Params are all parameters of the consumers.
type Params struct {
	Count int64
	Real  float64

	Activity     Activity
	Need         Need
	Taste        Taste
	Room         Room
	Purchase     Purchase
	Liking       Liking
	Known        Known
	Payment      Payment
	Fit          Fit
	Return       Return
	Expectation  Expectation
	Satisfaction Satisfaction
	Harm         Harm
	Trust        Trust
	Bond         Bond
	Follow       Follow
	Caution      Caution
	Budget       Budget
	Dropout      Dropout
	Adoption     Adoption
	Habit        Habit
	Past         Past
	Complaint    Complaint
}

// Declare binds the parameters to the set.
func (p *Params) Declare(set *param.Set) {
	set.Int(&p.Count, "count", 10000, param.Spec{Acts: param.Start, Unit: "consumer", Min: 100, Max: 1e9, Source: param.Assumption,
		EN: "simulated consumers", ZH: "模拟消费者数"})
	set.Float(&p.Real, "real", 845e6, param.Spec{Acts: param.Start, Unit: "consumer", Min: 1e3, Max: 1e10,
		Source: "CNNIC, December 2022: 845 million online shoppers",
		EN:     "real consumers they stand for", ZH: "所代表的真实消费者数"})
	p.Activity.Declare(set.Under("activity"))
	p.Need.Declare(set.Under("need"))
	p.Taste.Declare(set.Under("taste"))
	p.Room.Declare(set.Under("room"))
	p.Purchase.Declare(set.Under("purchase"))
	p.Liking.Declare(set.Under("liking"))
	p.Known.Declare(set.Under("known"))
	p.Payment.Declare(set.Under("payment"))
	p.Fit.Declare(set.Under("fit"))
	p.Return.Declare(set.Under("return"))
	p.Expectation.Declare(set.Under("expectation"))
	p.Satisfaction.Declare(set.Under("satisfaction"))
	p.Harm.Declare(set.Under("harm"))
	p.Trust.Declare(set.Under("trust"))
	p.Bond.Declare(set.Under("bond"))
	p.Follow.Declare(set.Under("follow"))
	p.Caution.Declare(set.Under("caution"))
	p.Budget.Declare(set.Under("budget"))
	p.Dropout.Declare(set.Under("dropout"))
	p.Adoption.Declare(set.Under("adoption"))
	p.Habit.Declare(set.Under("habit"))
	p.Past.Declare(set.Under("past"))
	p.Complaint.Declare(set.Under("complaint"))
}
