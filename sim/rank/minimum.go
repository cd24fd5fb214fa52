package rank

import "livebazaar/agents/param"

func init() {
	register(Rule{Name: "minimum-exposure", Stage: Adjust, Order: 20,
		EN: "minimum exposure", ZH: "最低曝光保障",
		Formula: "x ← a/N + (1−a)·e/Σe with e = max(0, x − a/N), if any x < a/N",
		Source:  "guarantee of FairRec, Patro et al. 2020 (WWW)",
		New: func(set *param.Set) Step {
			r := &minimumExposure{}
			set.Float(&r.a, "minimum_exposure", 0, param.Spec{Unit: "share of an equal share", Min: 0, Max: 1,
				Source: param.Assumption, EN: "guaranteed exposure", ZH: "最低曝光保障",
				Doc: "Every room shown gets at least this share of what equal exposure would give it. " +
					"0 is no guarantee, 1 is uniform.",
				DocZH: "每个展示的直播间至少得到均等曝光的这一比例；0 为不保障，1 为完全均等。"})
			return r
		}})
}

// minimumExposure guarantees every room a part of an equal share of the organic impressions.
type minimumExposure struct{ a float64 }

func (r *minimumExposure) Apply(_ *View, s *Scratch) {
	floor := r.a / float64(s.Open)
	below := false
	s.work = resize(s.work, len(s.Share))
	for i, x := range s.Share {
		below = below || x < floor && !s.Barred[i]
		s.work[i] = max(0, x-floor)
	}
	if !below {
		return
	}
	shrink := 0.0
	if above := total(s.work); above > 0 {
		shrink = (1 - r.a) / above
	}
	for i := range s.Share {
		if !s.Barred[i] {
			s.Share[i] = float64(s.work[i]*shrink) + floor
		}
	}
}
