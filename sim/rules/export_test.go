package rules

// A Bound is what settings ask to be moved, or counted, in a day, and what they are refused for.
type Bound struct {
	What      string
	Fen, Most float64
	Keys      []string
}

// Amounts lists the largest that the parameters lead to.
func (p *Params) Amounts() (list []Bound) {
	for _, a := range p.amounts() {
		list = append(list, Bound{What: a.what, Fen: a.fen, Most: a.most, Keys: a.keys})
	}
	return list
}
