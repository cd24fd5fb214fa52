package plots

import (
	"fmt"
	"math"
	"slices"

	"livebazaar/plots/markets"
)

// side is a class of accounts.
type side struct {
	id   string
	name Label
}

// sides are the classes of accounts in the order they are drawn.
var sides = []side{
	{"consumers", Label{"Consumers", "消费者"}},
	{"merchants", Label{"Merchants", "商家"}},
	{"streamers", Label{"Streamers", "主播"}},
	{"mcns", Label{"MCNs", "MCN 机构"}},
	{"platforms", Label{"Platforms", "平台"}},
	{"logistics", Label{"Logistics", "物流"}},
	{"government", Label{"Government", "政府"}},
	{"shelf", Label{"Shelf sellers", "货架商家"}},
	{"outside", Label{"Outside", "外部"}},
}

// escrow holds a payment until the order is settled; it is nobody's side.
const escrow = "escrow"

func sideIndex(id string) int {
	for i, side := range sides {
		if side.id == id {
			return i
		}
	}
	return -1
}

// transfers is net money from a side to another in one market, yuan per consumer and year; the smaller of two opposite
// flows is subtracted from the larger.
type transfers [][]float64

func newTransfers() transfers {
	m := make(transfers, len(sides))
	for a := range m {
		m[a] = make([]float64, len(sides))
	}
	return m
}

// moneyFlows reads the table flows, market by market. Consumers' income and owners' capital are left out. Money in escrow
// is followed through: what escrow pays to a side counts as paid by consumers, and a refund as never paid.
func (s *Study) moneyFlows(each func(scenario, replicate int, m transfers)) error {
	m := newTransfers()
	unit := s.Consumers() * float64(s.MetricWindow().Days()) / 365
	var unknown error
	return s.BaselineFirst("flows", markets.Visit{
		Columns: []string{"from", "to", "purpose", "amount"},
		Begin: func(int) {
			for a := range m {
				clear(m[a])
			}
		},
		Piece: func(r *markets.Rows) (func(int), error) {
			var columns [3][]string
			for i, name := range []string{"from", "to", "purpose"} {
				var err error
				if columns[i], err = r.Texts(name); err != nil {
					return nil, err
				}
			}
			amount, err := r.Numbers("amount")
			return func(i int) {
				from, to, purpose := columns[0][i], columns[1][i], columns[2][i]
				if purpose == "income" || purpose == "capital" || to == escrow {
					return
				}
				if from == escrow {
					from = "consumers"
				}
				a, b := sideIndex(from), sideIndex(to)
				if a < 0 || b < 0 {
					unknown = fmt.Errorf("plots: table flows has an unknown side in %s → %s", from, to)
				} else if a != b {
					m[a][b] += amount[i] / unit
				}
			}, err
		},
		End: func(scenario, replicate int) error {
			m.net()
			each(scenario, replicate, m)
			return unknown
		},
	})
}

// money is what moved between the sides, over the replicates.
type money struct {
	means    []transfers
	received [][]markets.Moments // difference to the baseline of what each side kept, by side and scenario
}

func (s *Study) readMoney() (money, error) {
	sums := make([][][]markets.Moments, len(s.Rules)) // by scenario, payer and receiver
	for sc := range sums {
		sums[sc] = markets.NewMoments(len(sides), len(sides))
	}
	out := money{received: markets.NewMoments(len(sides), len(s.Rules))}
	var baseline markets.Kept
	kept := make([]float64, len(sides))
	err := s.moneyFlows(func(sc, replicate int, m transfers) {
		for a := range m {
			markets.AddAll(sums[sc][a], m[a])
			kept[a] = m.received(a)
		}
		if sc == 0 {
			baseline.Keep(replicate, kept...)
		}
		for side, base := range baseline.Of(replicate) {
			out.received[side][sc].Add(kept[side] - base)
		}
	})
	for sc := range sums {
		mean := newTransfers()
		for a := range mean {
			for b := range mean[a] {
				mean[a][b] = sums[sc][a][b].Mean
			}
		}
		out.means = append(out.means, mean)
	}
	return out, err
}

func (m transfers) clone() transfers {
	out := slices.Clone(m)
	for a := range out {
		out[a] = slices.Clone(out[a])
	}
	return out
}

func (m transfers) net() {
	for a := range m {
		for b := range a {
			d := m[a][b] - m[b][a]
			m[a][b], m[b][a] = math.Max(d, 0), math.Max(-d, 0)
		}
	}
}

// drop leaves out flows under a share of all money moved: hair lines with names that fill the figure.
func (m transfers) drop(least float64) {
	sum := 0.0
	for _, row := range m {
		sum += total(row)
	}
	for a := range m {
		for b := range m {
			if m[a][b] < least*sum {
				m[a][b] = 0
			}
		}
	}
}

// received is what a side took in less what it paid.
func (m transfers) received(side int) float64 {
	sum, moved := 0.0, 0.0
	for other := range m {
		sum += m[other][side] - m[side][other]
		moved += m[other][side] + m[side][other]
	}
	if math.Abs(sum) < 1e-9*moved {
		return 0 // what comes in goes out: the rest is rounding
	}
	return sum
}

// YearUnit names the unit of money flows.
func (s *Study) YearUnit() Label {
	if s.Consumers() == 1 {
		return Label{"yuan a year", "元/年"}
	}
	return Label{"yuan per consumer and year", "元/（人·年）"}
}

// margins is what each side pays and gets.
func (m transfers) margins() (pays, gets []float64) {
	pays, gets = make([]float64, len(m)), make([]float64, len(m))
	for a := range m {
		for b := range m {
			pays[a] += m[a][b]
			gets[b] += m[a][b]
		}
	}
	return pays, gets
}
