package sim

// settleRelation counts follows and followers, and how many users are dissatisfied or lapsed.
func (w *World) settleRelation(o *outcome, host, merchant int32) {
	day, hosts := &w.run.day, &w.Hosts.Today
	if o.flags&outcomeFollowed != 0 {
		day.Follows++
		hosts.Follows[host]++
		w.Hosts.Followers[host]++
	}
	if o.flags&outcomeUnfollowed != 0 {
		day.Unfollows++
		hosts.Unfollows[host]++
		w.Hosts.Followers[host]--
	}
	if o.flags&outcomeStoreFollowed != 0 {
		store := w.StoreOf(int(merchant))
		day.Follows++
		hosts.Follows[store]++
		w.Hosts.Followers[store]++
	}
	c := &w.Consumers
	if o.flags&outcomeUnhappier != 0 {
		c.Unhappy++
	}
	if o.flags&outcomeHappier != 0 {
		c.Unhappy--
	}
	if o.flags&outcomeLapsed != 0 {
		c.Adopters--
		day.Lapses++
	}
}
