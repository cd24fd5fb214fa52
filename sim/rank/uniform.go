package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "uniform", Stage: Allocate, Order: 10,
		EN: "equal exposure", ZH: "均匀曝光",
		Formula: "x = 1/N",
		Source:  "control without any ranking",
		New:     func(*param.Set) Step { return uniform{} }})
}

// uniform shows all rooms alike, whatever their score.
type uniform struct{}

func (uniform) Apply(_ *View, s *Scratch) {
	for i := range s.Share {
		s.Share[i] = 1
	}
}
