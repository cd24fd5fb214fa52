package consumer

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/param"
)

// Habit is how used somebody is to buying live, H in [0,1]. It forms while live shopping is used and fades while it is not,
//
//	dH/dt = (1−H)/T in use, −H/T out of use,
//
// the asymptotic curve of habit formation (Lally, van Jaarsveld, Potts & Wardle 2010). Habit makes going on likely whatever the
// last experience was (Limayem, Hirt & Cheung 2007). Consideration comes before choice (Howard & Sheth 1969; Hauser & Wernerfelt
// 1990): somebody new comes to watch, and in a visit buying comes into question with the probability
//
//	a + (1−a)·H,
//
// so that first purchases lag behind adoption, and what an adopter spends live grows with tenure.
type Habit struct{ Years, Novice float64 }

// Declare binds the parameters to the set.
func (h *Habit) Declare(set *param.Set) {
	set.Float(&h.Years, "years", 3.05, param.Spec{Acts: param.Always, Unit: "year", Min: 0.3, Max: 30,
		Source: "form: Lally et al. 2010; length fitted to spend per viewer, which rose by a third from 2021 to 2022 (C5)",
		EN:     "time constant of habit with live shopping (T)", ZH: "直播购物习惯的时间常数 T"})
	set.Float(&h.Novice, "novice", 0.025, param.Spec{Unit: "share", Min: 0, Max: 1,
		Source: "CNNIC, December 2020: two thirds of users had bought when half of them were new (C4); size fitted to C1 and C5",
		EN:     "visits in which somebody without habit thinks of buying (a)", ZH: "无习惯者考虑购买的进店占比 a"})
}

// HabitSteps is the number of equal steps in which habit is kept.
const HabitSteps = 15

// Formed returns the habit after years of use by somebody who had none: 1 − e^(−years/T).
func (h *Habit) Formed(years float64) float64 { return 1 - chance.Exp(-years/h.Years) }

// Change returns the probability that so many steps, of HabitSteps, become one more in days of use (or the rest one more, out of
// use: then give what is left as missing). Each missing step is made at the rate 1/T, so that the mean follows the curve exactly
// as long as missing·(1−e^(−days/T)) ≤ 1.
func (h *Habit) Change(missing int, days float64) float64 {
	return min(1, float64(missing)*(1-chance.Exp(-days/(365*h.Years))))
}

// Considers returns the probability that buying comes into question in a visit by somebody with a habit.
func (h *Habit) Considers(habit float64) float64 { return h.Novice + float64((1-h.Novice)*habit) }
