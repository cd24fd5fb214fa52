package validate

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strings"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

// strip draws a finding on a line: the range that is expected as a band, the estimate as a mark, its interval as a line.
func strip(f *trial.Finding) template.HTML {
	if !f.Measured {
		return ""
	}
	lo, hi := f.Value, f.Value
	take := func(x float64) {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			lo, hi = min(lo, x), max(hi, x)
		}
	}
	take(f.Expected.Lo)
	take(f.Expected.Hi)
	size := max(hi-lo, 1e-9)
	take(max(f.Lo, lo-size)) // a wide interval of few replicates is cut
	take(min(f.Hi, hi+size))
	margin := .12 * max(hi-lo, 1e-9)
	lo, hi = lo-margin, hi+margin
	const width = 120.0
	at := func(x float64) float64 { return width * (min(hi, max(lo, x)) - lo) / (hi - lo) }
	color := "#0072b2"
	if !f.Pass {
		color = "#b3460f"
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="strip" viewBox="0 0 %g 16" role="img" aria-label="%s">`, width, html.EscapeString(f.FoundIn("en")))
	from, to := at(f.Expected.Lo), at(f.Expected.Hi)
	fmt.Fprintf(&b, `<rect x="%.1f" y="2" width="%.1f" height="12" fill="#dfe7ec"/>`, from, max(1, to-from))
	if !math.IsNaN(f.Lo) {
		fmt.Fprintf(&b, `<line x1="%.1f" x2="%.1f" y1="8" y2="8" stroke="%s" stroke-width="1.6"/>`, at(f.Lo), at(f.Hi), color)
	}
	fmt.Fprintf(&b, `<circle cx="%.1f" cy="8" r="3.4" fill="%s"/></svg>`, at(f.Value), color)
	return template.HTML(b.String())
}

// Figure is a picture of the report.
type Figure struct {
	SVG     template.HTML
	Caption string
}

// line is a course of points in a chart.
type line struct {
	name  string
	x, y  []float64
	color string
	dots  bool
}

// figures draws what the experiments found that are there.
func (o *Outcome) figures(lang string) (out []Figure) {
	say := func(en, zh string) string { return trial.Text{EN: en, ZH: zh}.In(lang) }
	if rows := o.Found["six-prices"]; len(rows) > 0 {
		y := o.means("six-prices", func(k int) string { return fmt.Sprintf("orders%d", k) }, 6)
		out = append(out, Figure{chart([]line{{say("orders of a day", "单日订单"), checks.SixPrices(), y, "#0072b2", true}}),
			say("Demand at six prices: orders of twelve Mondays by price, in parts of today's; all goods together, the same visits.",
				"六种价格下的需求：十二个周一的订单，横轴为相对现价；全部商品同时变动，访问相同。")})
	}
	if rows := o.Found["buyers"]; len(rows) > 0 {
		const classes = 40
		var x []float64
		for k := range classes {
			x = append(x, float64(k))
		}
		counted := o.means("buyers", func(k int) string { return fmt.Sprintf("people%02d", k) }, classes)
		fitted := o.means("buyers", func(k int) string { return fmt.Sprintf("fitted%02d", k) }, classes)
		counted[0], fitted[0] = math.NaN(), math.NaN() // it would dwarf the others, and is fitted exactly
		out = append(out, Figure{chart([]line{{say("people", "人数"), x, counted, "#0072b2", true}, {say("fitted", "拟合"), x, fitted, "#b3460f", false}}),
			say("People by number of kept live orders in a year (from one on), and the negative binomial with people who never buy.",
				"按一年留存直播订单数（自 1 起）的人数，与含从不购买者的负二项分布。")})
	}
	if rows := o.Found["balance"]; len(rows) > 0 {
		var lines []line
		for k, name := range []string{"gmv", "adopters", "streamers", "merchants", "agencies"} {
			y := o.means("balance", func(m int) string { return fmt.Sprintf("%s month%02d", name, m) }, 24)
			var x []float64
			for m := range y {
				x, y[m] = append(x, float64(m+1)), 0+y[m]
			}
			first := y[0]
			for m := range y {
				y[m] = math.Exp(y[m] - first)
			}
			zh := []string{"成交额", "用户", "主播", "商家", "机构"}[k]
			lines = append(lines, line{say(name, zh), x, y, []string{"#0072b2", "#b3460f", "#009e73", "#7b3f99", "#595959"}[k], false})
		}
		out = append(out, Figure{chart(lines), say("Two measured years of the default market by month, the first month = 1.", "默认市场两个计量年，按月，首月 = 1。")})
	}
	return out
}

// means are the means over replicates of numbered numbers of an experiment.
func (o *Outcome) means(experiment string, name func(k int) string, n int) []float64 {
	out := make([]float64, n)
	for k := range out {
		sum, count := 0.0, 0.0
		for _, row := range o.Found[experiment] {
			if x, there := row[name(k)]; there && !math.IsNaN(x) {
				sum, count = sum+x, count+1
			}
		}
		out[k] = sum / count
	}
	return out
}

// chart draws lines over two axes.
func chart(lines []line) template.HTML {
	const width, height, left, bottom, top = 600.0, 260.0, 52.0, 28.0, 24.0
	x0, x1, y1 := math.Inf(1), math.Inf(-1), math.Inf(-1)
	y0 := 0.0
	for _, l := range lines {
		for k := range l.x {
			if !math.IsNaN(l.y[k]) {
				x0, x1, y1 = min(x0, l.x[k]), max(x1, l.x[k]), max(y1, l.y[k])
			}
		}
	}
	y1 *= 1.05
	px := func(x float64) float64 { return left + (width-left-10)*(x-x0)/(x1-x0) }
	py := func(y float64) float64 { return height - bottom - (height-bottom-top)*(y-y0)/(y1-y0) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %g %g" role="img" font-size="11" font-family="sans-serif">`, width, height)
	for k := range 5 {
		y := y0 + (y1-y0)*float64(k)/4
		x := x0 + (x1-x0)*float64(k)/4
		fmt.Fprintf(&b, `<line x1="%g" x2="%g" y1="%.1f" y2="%.1f" stroke="#e5e5e5"/><text x="%g" y="%.1f" text-anchor="end" fill="#595959">%.4g</text>`,
			left, width-10, py(y), py(y), left-6, py(y)+4, y)
		fmt.Fprintf(&b, `<text x="%.1f" y="%g" text-anchor="middle" fill="#595959">%.3g</text>`, px(x), height-8, x)
	}
	at := left
	for _, l := range lines {
		var points []string
		for k := range l.x {
			if math.IsNaN(l.y[k]) {
				continue
			}
			points = append(points, fmt.Sprintf("%.1f,%.1f", px(l.x[k]), py(l.y[k])))
			if l.dots {
				fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`, px(l.x[k]), py(l.y[k]), l.color)
			}
		}
		fmt.Fprintf(&b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="1.6"/>`, strings.Join(points, " "), l.color)
		fmt.Fprintf(&b, `<rect x="%g" y="6" width="10" height="10" fill="%s"/><text x="%g" y="15">%s</text>`, at, l.color, at+14,
			html.EscapeString(l.name))
		at += 110
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}
