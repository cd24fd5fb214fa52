package sim

import "testing"
import "livebazaar/sim/ledger"

func TestProbe(t *testing.T) {
	w := market(t, map[string]any{"run.warmup_days": int64(90)})
	for d := 0; d < 90+730; d++ {
		if err := w.Step(1); err != nil {
			t.Fatal(err)
		}
		if w.Day%91 == 0 {
			m := &w.Merchants
			var alive, honest, store, susp, red [4]int
			var inc, cash, stock [4]float64
			var disc, comm, qual, cred, tr [4]float64
			for i := range m.Alive {
				if !m.Alive[i] {
					continue
				}
				k := m.Tier[i]
				alive[k]++
				if m.Honest[i] {
					honest[k]++
				}
				if m.StoreOpen[i] {
					store[k]++
				}
				if !w.sells(i) {
					susp[k]++
				}
				if m.WeeksInRed[i] > 0 {
					red[k]++
				}
				inc[k] += m.Income[i] / 100
				cash[k] += float64(w.Accounts.Of(ledger.Merchants, i)) / 100
				stock[k] += float64(w.stockWorth(i)) / 100
				disc[k] += m.Discount[i]
				comm[k] += m.Commission[i]
				qual[k] += w.Goods.Quality[i*3]
				cred[k] += m.Credit[i]
				tr[k] += w.merchantTrust(i)
			}
			t.Logf("day %d ratio %.2f", w.Day, w.Scale.Ratio)
			for k := range alive {
				n := float64(max(1, alive[k]))
				var sales float64
				for i := range m.Alive {
					if m.Alive[i] && int(m.Tier[i]) == k {
						sales += w.weekSales(i) / 100
					}
				}
				t.Logf("  tier %d alive %d honest %d store %d susp %d red %d income/wk %.0f sales/wk %.0f cash %.0f stock %.0f disc %.3f comm %.3f q %.2f credit %.0f trust %.2f", k, alive[k], honest[k], store[k], susp[k], red[k], inc[k]/n, sales/n, cash[k]/n, stock[k]/n, disc[k]/n, comm[k]/n, qual[k]/n, cred[k]/n, tr[k]/n)
			}
			var so, wanted int64
			var ref float64
			for g := range w.Goods.Stock {
				wanted += w.Goods.Today.Wanted[g]
				ref += w.Goods.Reference[g] / float64(len(w.Goods.Stock))
			}
			so = w.Rec.Days[len(w.Rec.Days)-1].Stockouts
			d := w.Rec.Days[len(w.Rec.Days)-1]
			var kept, own, fee int64
			var tierKept [3]int64
			for h := range w.Hosts.Past.KeptFen {
				kept += w.Hosts.Past.KeptFen[h]
				if h >= w.NumStreamers() {
					own += w.Hosts.Past.KeptFen[h]
				} else {
					tierKept[w.Hosts.Tier[h]] += w.Hosts.Past.KeptFen[h]
				}
			}
			var prop int
			var asked, acc int32
			for i := range m.Asked {
				asked += m.Asked[i]
				acc += m.Accepted[i]
			}
			for i := range w.Offers.SlotFee {
				if w.Offers.Good[i] >= 0 {
					fee += w.Offers.SlotFee[i]
					prop++
				}
			}
			t.Logf("  stockouts %d of %d wanted, ref %.3f, kept/wk %d store %d head %d waist %d tail %d fees(2wk) %d places %d asked %d accepted %d; below %d/%d shelf price %.2f q %.2f", so, wanted, ref, kept/100, own/100, tierKept[0]/100, tierKept[1]/100, tierKept[2]/100, fee/100, prop, asked, acc, d.BelowStandard, d.Delivered, w.Shelf.Price[0], w.Shelf.Quality[0])
		}
	}
	flows := map[string]int64{}
	for _, f := range w.Rec.Flows {
		if f.Day > 365 {
			flows[f.From+">"+f.To+" "+f.For] += f.Amount / 100
		}
	}
	for k, v := range flows {
		t.Log(k, v)
	}
}
