package deals

import (
	"livebazaar/agents/chance"
	"livebazaar/agents/merchant"
	"livebazaar/sim/fixed"
	"livebazaar/sim/state"
)

// asker is what a merchant knows of itself when it chooses streamers.
type asker struct {
	merchant                int
	thompson, match, lineUp chance.Key
	handling, slotMax       float64 // fen
	smoothing               float64
	memory                  *state.Fading
	week                    int32
	quoted                  [state.GoodsPer][3]bool
	quotes                  [state.GoodsPer][3]quote
}

// asking returns a merchant at its choice of streamers.
func (w *Deals) asking(m int) asker {
	id, fees := w.Merchants.ID[m], &w.p.Merchants.Fees
	return asker{
		merchant: m,
		thompson: w.On(chance.Thompson).At(id), match: w.On(chance.Match).At(id), lineUp: w.On(chance.LineUp).At(id),
		handling: float64(w.Scale.Real(fees.Handling)), slotMax: float64(w.Scale.Real(fees.SlotMax)),
		smoothing: w.Smoothing(), memory: w.run.showMemory.By(&w.p.Merchants.Bandit), week: int32(w.WeekNow()),
	}
}

// quote is what a merchant offers a streamer of a tier for a good, and what a unit costs it.
type quote struct {
	commission float64
	points     int64 // the same in basis points
	price      int64 // fen
	unit       float64
	units      float64 // for which commission is paid, for each one kept
}

// quoteFor returns the terms of one of the merchant's goods for a tier. They are reckoned when they are first asked for.
func (w *Deals) quoteFor(a *asker, good int, tier uint8) *quote {
	j := good - a.merchant*state.GoodsPer
	q := &a.quotes[j][tier]
	if !a.quoted[j][tier] {
		a.quoted[j][tier] = true
		q.unit, q.units = w.KeptCost(good), w.PaidUnits(good)
		q.commission = w.commissionFor(q.unit, good, tier)
		q.points = fixed.BasisPoints(q.commission)
		q.price = w.PriceOver(q.unit, good, q.points)
	}
	return q
}

// contribution is what a merchant keeps of net sales of a good through a streamer, fen.
func (w *Deals) contribution(q *quote, sales float64) float64 {
	return merchant.Contribution(sales, float64(q.units*q.commission), w.p.Platform.Fees.Commission, sales/float64(q.price)*q.unit)
}

// slotFee is the fee, fen, that a streamer of a tier is offered for a place from which the merchant expects a contribution.
func (w *Deals) slotFee(a *asker, tier uint8, contribution float64) int64 {
	p := &w.p.Merchants.Fees
	if int64(tier) > p.SlotTier {
		return 0
	}
	return int64(p.SlotFee(contribution, a.slotMax))
}
