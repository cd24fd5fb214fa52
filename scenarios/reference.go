package scenarios

import (
	"cmp"
	"fmt"
	"strings"

	"livebazaar/agents/param"
	"livebazaar/scenarios/written"
)

// Reference returns the table of all parameters as Markdown, for the documentation.
func Reference() string {
	_, set := product.make()
	return referenceOf(set)
}

func referenceOf(set *param.Set) string {
	var b strings.Builder
	b.WriteString("# Parameters\n\nMade from the declarations beside each mechanism's equation; do not edit. " +
		"A source of *assumption* marks a plausible value without field evidence: it belongs in a sensitivity run.\n\n" +
		"The column *acts* says on whom a change acts, and from when (生效：改动对谁、自何时起生效):\n\n| acts | 生效 | |\n|---|---|---|\n")
	for a := param.Always; a <= param.Start; a++ {
		fmt.Fprintf(&b, "| %s | %s | %s. %s |\n", a.LabelIn("en"), a.LabelIn("zh"), capital(a.SentenceIn("en")), a.SentenceIn("zh"))
	}
	table := "-"
	for _, p := range set.Params() {
		if t := parent(p.Key); t != table {
			table = t
			fmt.Fprintf(&b, "\n## %s\n\n"+
				"| key | 中文 | meaning | type | unit | default | allowed | acts | source |\n|---|---|---|---|---|---|---|---|---|\n",
				table)
		}
		meaning := p.EN
		if p.Doc != "" {
			meaning += ". " + strings.TrimSuffix(p.Doc, ".")
		}
		if len(p.When) > 0 {
			meaning += ". Acts when " + conditions(p, " and ")
		}
		if p.Doc != "" || len(p.When) > 0 {
			meaning += "."
		}
		if p.Idle != "" {
			meaning += " It " + p.Idle + "."
		}
		if len(p.Former) > 0 {
			meaning += " Formerly " + strings.Join(p.Former, ", ") + "."
		}
		source := p.Source
		if source == param.Assumption {
			source = "*assumption*"
		}
		zh := p.ZH
		if p.DocZH != "" {
			zh += "。" + strings.TrimSuffix(p.DocZH, "。")
		}
		if len(p.When) > 0 {
			zh += "。仅在 " + conditions(p, " 且 ") + " 时生效"
		}
		if p.DocZH != "" || len(p.When) > 0 {
			zh += "。"
		}
		if p.IdleZH != "" {
			zh += p.IdleZH + "。"
		}
		unit := p.Unit
		if unit != "" {
			unit += " (" + param.UnitIn(unit, "zh") + ")"
		}
		cells := []string{"`" + p.Key + "`", zh, meaning, p.Kind.String(), unit, tomlValue(p.Default), bare(p),
			ActsIn(p, "en") + " (" + ActsIn(p, "zh") + ")", source}
		for i, c := range cells {
			cells[i] = strings.ReplaceAll(c, "|", `\|`)
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return b.String()
}

// ActsIn says in a few words, in the language ("zh" or else English), on whom a change of the parameter acts, and from when.
func ActsIn(p *param.Param, lang string) string {
	if p.Idle == "" {
		return p.Acts.LabelIn(lang)
	}
	if lang == "zh" {
		return "不影响市场"
	}
	return "on no market"
}

// actsSentence says it in a sentence.
func actsSentence(p *param.Param, lang string) string {
	switch {
	case p.Idle == "":
		return p.Acts.SentenceIn(lang)
	case lang == "zh":
		return p.IdleZH
	}
	return p.Idle
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// conditions lists what must hold for the parameter to act.
func conditions(p *param.Param, and string) string {
	all := make([]string, len(p.When))
	for i, c := range p.When {
		all[i] = c.String()
	}
	return strings.Join(all, and)
}

// bare is what a parameter allows, without the unit.
func bare(p *param.Param) string { return strings.TrimSuffix(p.Allowed(), " "+param.Plural(p.Unit)) }

// Under returns the parameters whose key is key or lies in the table key ("" is all of them), in order of declaration.
// Without any, the error names the nearest key.
func Under(key string) ([]*param.Param, error) {
	_, set := product.make()
	return under(set, key)
}

func under(set *param.Set, key string) ([]*param.Param, error) {
	var found []*param.Param
	key = strings.TrimSuffix(key, ".")
	k := keysOf(set)
	if p := k.former[key]; p != nil {
		key = p.Key
	}
	for _, p := range set.Params() {
		if key == "" || p.Key == key || strings.HasPrefix(p.Key, key+".") {
			found = append(found, p)
		}
	}
	if len(found) == 0 {
		path := strings.Split(key, ".")
		exact, held := labelledKey(set, key)
		if reason := gone[key]; reason != "" {
			return nil, Problems{{Source: "params", Key: key, Reason: reason}}
		}
		pr := Problem{Source: "params", Key: written.Shorten(key, 120), Reason: "unknown key",
			Nearest: cmp.Or(exact, k.labelled(path), k.near(path), holding(set, key), held)}
		return nil, Problems{pr}
	}
	return found, nil
}

// labelledKey returns the parameters whose label is the word, and those that hold it in theirs.
func labelledKey(set *param.Set, word string) (exact, held string) {
	var all []labelled
	for _, p := range set.Params() {
		all = append(all, labelled{p.Key, p.EN, p.ZH})
	}
	return byLabel(word, all)
}

// holding returns the first table or parameter with the word in its name, or "".
func holding(set *param.Set, word string) string {
	for _, p := range set.Params() {
		if at := strings.Index(p.Key, word); at >= 0 && len(word) > 2 {
			rest, _, _ := strings.Cut(p.Key[at:], ".")
			return p.Key[:at] + rest
		}
	}
	return ""
}

// ParamText explains the parameters under a key for reading in a terminal.
func ParamText(key, lang string) (string, error) {
	params, err := Under(key)
	if err != nil {
		return "", err
	}
	return paramText(params, lang), nil
}

func paramText(params []*param.Param, lang string) string {
	var b strings.Builder
	for i, p := range params {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s = %s", p.Key, tomlValue(p.Default))
		if p.Unit != "" {
			fmt.Fprintf(&b, " %s", param.UnitIn(p.Unit, lang))
		}
		b.WriteByte('\n')
		kind := p.Kind.String()
		words := struct{ allowed, source, former, when, and, comma, colon string }{"allowed", "source", "formerly", "acts when", " and ", ", ", ": "}
		meaning, allowed, source := p.EN, p.AllowedIn(lang), p.Source
		if lang == "zh" && p.ZH != "" {
			meaning = p.ZH
			kind = kindsZH[p.Kind]
			words.allowed, words.source, words.former, words.when = "取值", "来源", "旧名", "生效条件"
			words.and, words.comma, words.colon = " 且 ", "，", "："
			if source == param.Assumption {
				source = "假设"
			}
		} else if p.ZH != "" {
			meaning += "  " + p.ZH
		}
		fmt.Fprintf(&b, "    %s\n", meaning)
		if p.Doc != "" {
			fmt.Fprintf(&b, "    %s\n", p.DocIn(lang))
		}
		fmt.Fprintf(&b, "    %s%s%s %s\n", kind, words.comma, words.allowed, allowed)
		if len(p.When) > 0 {
			fmt.Fprintf(&b, "    %s%s%s\n", words.when, words.colon, conditions(p, words.and))
		}
		fmt.Fprintf(&b, "    %s\n", actsSentence(p, lang))
		fmt.Fprintf(&b, "    %s%s%s\n", words.source, words.colon, source)
		if len(p.Former) > 0 {
			fmt.Fprintf(&b, "    %s%s%s\n", words.former, words.colon, strings.Join(p.Former, ", "))
		}
	}
	return b.String()
}

var kindsZH = [...]string{param.Float: "小数", param.Int: "整数", param.Bool: "开关", param.Choice: "选项", param.Text: "文本"}

// ParamJSON is ParamText for programs.
func ParamJSON(key string) ([]byte, error) {
	params, err := Under(key)
	if err != nil {
		return nil, err
	}
	return paramJSON(params), nil
}

func paramJSON(params []*param.Param) []byte {
	list := make([]*object, len(params))
	for i, p := range params {
		o := (&object{}).add("key", p.Key).add("type", p.Kind.String()).add("unit", p.Unit).
			add("unit_zh", param.UnitIn(p.Unit, "zh")).add("default", p.Default)
		switch p.Kind {
		case param.Float, param.Int:
			o.add("min", p.Min).add("max", p.Max)
		case param.Choice:
			o.add("choices", p.Choices)
		}
		o.add("source", p.Source).add("en", p.EN).add("zh", p.ZH).add("doc", p.Doc).add("doc_zh", p.DocZH)
		if p.Idle == "" {
			o.add("acts", p.Acts.String())
		} else {
			o.add("acts", "never").add("idle", p.Idle).add("idle_zh", p.IdleZH)
		}
		if len(p.When) > 0 {
			o.add("when", conditions(p, " and "))
		}
		if len(p.Former) > 0 {
			o.add("former", p.Former)
		}
		list[i] = o
	}
	return indentedJSON(list)
}
