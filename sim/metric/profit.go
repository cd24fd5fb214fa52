package metric

import (
	"math"

	"livebazaar/sim/record"
)

// Profit of a side of the market: ledger receipts less payments, owners' capital left out, and for merchants the change
// of stock at cost.

// profit returns the profit of a class of accounts over the window in fen; false when no money moved at all.
func (v *view) profit(class string) (int64, bool) {
	var fen int64
	moved := false
	for i := range v.book.Flows {
		f := &v.book.Flows[i]
		if f.Day < v.From || f.Day > v.To {
			continue
		}
		moved = true
		if f.For == record.Capital {
			continue
		}
		if f.To == class {
			fen += f.Amount
		}
		if f.From == class {
			fen -= f.Amount
		}
	}
	if class == "merchants" {
		fen += v.stockOn(v.To) - v.stockOn(v.From-1)
	}
	return fen, moved
}

// stockOn returns the merchants' stock at cost at the end of a day, fen; before the first day on record there is none.
func (v *view) stockOn(day int64) int64 {
	var fen int64
	for i := range v.book.Days {
		if v.book.Days[i].Day == day {
			fen += v.book.Days[i].StockAtCost
		}
	}
	return fen
}

func profitMetric(class, en, zh string) Metric {
	formula, formulaZH, stock, stockZH := "receipts − payments", "收入 − 支出", "", ""
	if class == "merchants" {
		formula, stock = formula+" + change of stock at cost", " and change of stock at cost"
		formulaZH, stockZH = formulaZH+" + 按成本计的库存变动", "，另计按成本计的库存变动"
	}
	return Metric{
		ID: "profit_" + class, Unit: "yuan", Signed: true, EN: "profit of " + en, ZH: zh + "利润", Family: welfare, Headline: class != "mcns", First90: true,
		Definition:   "Receipts less payments" + stock + " of all " + en + "; owners' capital is no receipt.",
		DefinitionZH: "全部" + zh + "的收入减支出（不含业主投入）" + stockZH + "。",
		Formula:      formula,
		FormulaZH:    formulaZH,
		of: func(v *view) float64 {
			if fen, moved := v.profit(class); moved {
				return float64(fen) / 100
			}
			return math.NaN()
		},
	}
}

var profitMetrics = []Metric{
	profitMetric("merchants", "merchants", "商家"),
	profitMetric("streamers", "streamers", "主播"),
	profitMetric("mcns", "MCNs", "MCN 机构"),
	profitMetric("platforms", "platforms", "平台"),
}
