package job

import (
	"fmt"

	"livebazaar/internal/job/judge"
	"livebazaar/sim/design"
	"livebazaar/sim/store"
)

// Pilot takes the finished comparison of a folder as the ground of a design. A wish without a level takes the study's. The error is
// a Refusal where the folder, or the wish, is none for a pilot. unread says why what replicates cost is not known, nil if it is.
func Pilot(dir string, wish design.Wish) (p *judge.Pilot, unread, err error) {
	r, err := store.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	m := r.Manifest()
	if m.Study == "" || len(m.Scenarios) < 2 {
		return nil, nil, Refusal{fmt.Errorf("%s: holds a run of one scenario; a pilot is a comparison of at least two (livebazaar compare)", dir)}
	}
	if err := r.Unchanged(); err != nil {
		return nil, nil, err
	}
	values, err := r.Summary()
	if err != nil {
		return nil, nil, err
	}
	if wish.Level == 0 {
		wish.Level = m.Level
	}
	if p, err = judge.NewPilot(m, values, wish); err != nil {
		return nil, nil, Refusal{err}
	}
	if len(p.Shown) == 0 {
		return nil, nil, Refusal{fmt.Errorf("%s: tells no spread: in none of its primary metrics do two pairs differ by different numbers", dir)}
	}
	j, unread := Stored(dir, m, max(1, m.Workers))
	if unread == nil {
		plan := j.Plan()
		p.Plan = &plan
	}
	return p, unread, nil
}
