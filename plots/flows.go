package plots

import (
	"fmt"
	"math"
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

// moneyFlows reads the table flows, by scenario and replicate. Consumers' income and owners' capital are left out.
// Money in escrow is followed through: what escrow pays to a side counts as paid by consumers, and a refund as never
// paid.
func (s *study) moneyFlows() ([][]transfers, error) {
	r, err := s.open("flows", "from", "to", "purpose", "amount")
	if err != nil {
		return nil, err
	}
	var columns [3][]string
	for i, name := range []string{"from", "to", "purpose"} {
		if columns[i], err = r.texts(name); err != nil {
			return nil, err
		}
	}
	amount, err := r.numbers("amount")
	if err != nil {
		return nil, err
	}
	out := make([][]transfers, len(s.scenarios))
	for sc := range out {
		for range r.replicates {
			out[sc] = append(out[sc], transfers(newCells(1, len(sides), len(sides), 0)[0]))
		}
	}
	unit := s.consumers() * float64(s.window().Days()) / 365
	for i := range amount {
		from, to, purpose := columns[0][i], columns[1][i], columns[2][i]
		if purpose == "income" || purpose == "capital" || to == escrow {
			continue
		}
		if from == escrow {
			from = "consumers"
		}
		a, b := sideIndex(from), sideIndex(to)
		if a < 0 || b < 0 {
			return nil, fmt.Errorf("plots: table flows has an unknown side in %s → %s", from, to)
		}
		if a != b {
			out[r.scenario[i]][r.replicate[i]][a][b] += amount[i] / unit
		}
	}
	for _, markets := range out {
		for _, m := range markets {
			m.net()
		}
	}
	return out, nil
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

// perYear names the unit of money flows.
func (s *study) perYear() Label {
	if s.consumers() == 1 {
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
