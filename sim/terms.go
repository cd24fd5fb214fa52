package sim

// terms are what a visitor weighs of one offer, in 1/1024 util and 1/1024 of quality.
type terms struct {
	price    int64 // fen
	constant int32 // what all see alike and is calm
	claim    int32 // quality claimed: true quality + hype
	prior    int32 // quality expected by one who does not believe the host
	arousal  int32 // projection bias × arousal
	category uint8
}

// weigh makes the terms of one offer: the equation of package consumer but for what is the visitor's own.
func (w *World) weigh(host, oi, good int) terms {
	p, goods := &w.p.Consumers.Purchase, &w.Goods
	price, list := w.Offers.Price[oi], goods.List[good]
	share := float64(price) / float64(list)
	stock := float64(goods.Stock[good]) / (1 + float64(Week*goods.Demand[good]))
	category := goods.Category[good]
	return terms{
		price:    price,
		category: category,
		constant: fixed(p.Constant + float64(p.Merchant*(w.merchantTrust(good/GoodsPer)-0.5)) + float64(p.Reference*(goods.Reference[good]-share))),
		claim:    fixed(goods.Quality[good] + w.Hosts.Hype[host]),
		prior:    fixed(w.Shelf.Quality[category]),
		arousal:  fixed(p.Projection * p.Arousal(max(0, 1-share), max(0, 1-stock), w.Hosts.Content[host]*w.Hosts.Fresh[host])),
	}
}
