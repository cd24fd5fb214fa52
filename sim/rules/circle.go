package rules

// Streamers and merchants look for partners, and whom an agent can come to know does not grow with the market: search
// costs time (Stigler 1961, Journal of Political Economy 69:213), and supply bases and selection fairs gather those of one
// place. Looks are few a week, but an agent keeps the best it has found, so that in the long run it
// has the best of all that it can ever meet: the number of those must be fixed for the market to be intensive (docs/model.md,
// section 2). The market therefore falls into circles of streamers.circle streamers and as large a part
// of the merchants,
//
//	G = max(1, round(streamers.count / streamers.circle)),
//
// to which all belong for as long as they stay. What the platform recommends to a consumer it recalls from the rooms of
// the consumer's circle, then ranks: recommenders score a set of candidates whose size does not hang on the catalogue
// (Covington, Adams & Sargin 2016, RecSys), and keep to who was shown before. Whom a consumer follows, word of mouth, what
// the platform knows, its tiers, and entry are of the whole market.

// Circles returns the number of circles of a market.
func (p *Params) Circles() uint64 {
	return uint64(max(1, (p.Streamers.Count+p.Streamers.Circle/2)/p.Streamers.Circle))
}
