package rules

// SameSizes reports whether markets of both are of one size and warm up as long.
func (p *Params) SameSizes(other *Params) bool {
	return p.Consumers.Count == other.Consumers.Count && p.Streamers.Count == other.Streamers.Count &&
		p.Merchants.Count == other.Merchants.Count && p.MCNs.Count == other.MCNs.Count && p.Run.WarmupDays == other.Run.WarmupDays
}
