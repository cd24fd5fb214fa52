package validate

import (
	"bytes"
	_ "embed" // the page
	"fmt"
	"html/template"

	"livebazaar/internal/trial"
	"livebazaar/internal/trial/checks"
)

//go:embed report.html.tmpl
var pageText string

// HTML is the report: one page that holds its figures, opens without a network, and prints.
func (o *Outcome) HTML(lang string) ([]byte, error) {
	say := func(en, zh string) string { return trial.Text{EN: en, ZH: zh}.In(lang) }
	passed, of := o.Passed()
	met, rows := trial.Score(o.Findings)
	type group struct {
		Name     string
		Findings []*trial.Finding
	}
	var groups []group
	for _, g := range checks.Groups {
		if list := o.of(g.ID); len(list) > 0 {
			groups = append(groups, group{g.Name.In(lang), list})
		}
	}
	t, err := template.New("report").Funcs(template.FuncMap{
		"say":      say,
		"in":       func(text trial.Text) string { return text.In(lang) },
		"expected": func(f *trial.Finding) string { return f.ExpectedIn(lang) },
		"found":    func(f *trial.Finding) string { return f.FoundIn(lang) },
		"verdict":  func(f *trial.Finding) string { return f.VerdictIn(lang) },
		"strip":    strip,
	}).Parse(pageText)
	if err != nil {
		return nil, err
	}
	htmlLang := "en"
	if lang == "zh" {
		htmlLang = "zh-CN"
	}
	var out bytes.Buffer
	err = t.Execute(&out, map[string]any{
		"Lang": htmlLang, "Outcome": o, "Groups": groups, "Figures": o.figures(lang), "Quick": o.Trial.Quick, "Tolerance": fmt.Sprintf("%.0f",
			100*trial.QuickTolerance),
		"Passed": passed, "Of": of, "Met": met, "Rows": rows,
	})
	return out.Bytes(), err
}
