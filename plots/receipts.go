package plots

import (
	"fmt"
	"slices"

	"livebazaar/plots/markets"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg/draw"
)

// receiptsFigure shows how much more or less each side keeps than under the baseline.
func receiptsFigure(s *Study) Figure {
	title := Label{"Who wins and who loses: net receipts of each side", "谁得谁失：各方净收入的变化"}
	if len(s.Rules) == 1 {
		return leftOut("receipts", title, Label{"there is one scenario only: nothing to compare", "只有一个情景，无从比较"})
	}
	moved, err := s.money()
	if err != nil {
		return leftOut("receipts", title, noTable("flows", err))
	}
	kept := slices.DeleteFunc(slices.Clone(sides), func(side side) bool {
		// Whatever leaves the market: its receipts are the others' costs. Carriers spend all that they are paid.
		return side.id == "outside" || side.id == "logistics"
	})
	return Figure{
		Name: "receipts", Title: title, legend: s.keys(1, keyPoint), height: s.dotHeight(len(kept)),
		Caption: Label{
			fmt.Sprintf("Receipts less payments, paired difference to the baseline with %s %% intervals; filled where the difference remains after "+
				"Holm's adjustment for all differences of this figure (secondary). Consumers get goods for what they pay: spending less is no gain in itself.",
				LevelPercent(s.Confidence)),
			fmt.Sprintf("收入减支出与基准的配对差异及 %s%% 区间；对本图全部差异作 Holm 校正后仍显著者为实心（次要）。消费者支出换得商品：少花钱本身并非获益。",
				LevelPercent(s.Confidence)),
		},
		body: func(s *Study, c draw.Canvas) {
			var differences []markets.Moments // by side, then by scenario but the baseline
			for _, side := range kept {
				differences = append(differences, moved.received[sideIndex(side.id)][1:s.drawn()]...)
			}
			marks := markets.Stand(differences, s.Confidence)
			others := s.drawn() - 1
			var panels []*plot.Plot
			for n, side := range kept {
				dots, far := []markets.Band{{Mean: markets.NaN, Lo: markets.NaN, Hi: markets.NaN}}, []bool{false}
				for k := n * others; k < (n+1)*others; k++ {
					dots, far = append(dots, markets.Interval(differences[k], s.Confidence)), append(far, marks[k])
				}
				panels = append(panels, s.dotPanel(side.name, s.YearUnit(), signedNumber, dots, far))
			}
			gridOf(c, panels, dotColumns)
		},
	}
}
