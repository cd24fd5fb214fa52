package state

// Chunk is a group of consumers that are worked on together, with their orders under way.
type Chunk struct {
	Due [8][]Order `per:"due"` // paid orders by day of delivery, ring by day number mod 8
}

// ChunkOf returns the range of consumers of a chunk.
func (c *Consumers) ChunkOf(i int) (from, to int) {
	from = i * ChunkSize
	return from, min(from+ChunkSize, len(c.Rec))
}
