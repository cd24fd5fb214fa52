package state

import "testing"

// Channels are numbered through all venues, a host on a venue each; those of the main venue have the numbers of their hosts.
func TestEveryChannelIsOneHostOnOneVenue(t *testing.T) {
	t.Parallel()
	m := New(Sizes{Streamers: 5, Merchants: 3, MCNs: 1, Venues: 3}, Keys{}, 1)
	seen := make([]bool, m.NumChannels())
	for venue := range m.Venues {
		for host := range m.NumHosts() {
			channel := m.Channel(venue, host)
			if seen[channel] {
				t.Errorf("channel %d is there twice", channel)
			}
			seen[channel] = true
			if venue == 0 && channel != host {
				t.Errorf("host %d has channel %d on the main venue", host, channel)
			}
		}
	}
	for channel, taken := range seen {
		if !taken {
			t.Errorf("nobody has channel %d", channel)
		}
	}
}
