package crowd

// harm returns what a good does to its buyer beyond the disappointment: utility and satisfaction lost if it is below standard,
// in 1/1024 (consumer.Harm).
func (s *slate) harm(good int) (utility, satisfaction int32) {
	if !s.r.harmful[good] {
		return 0, 0
	}
	return s.t.harm, s.t.hurt
}
