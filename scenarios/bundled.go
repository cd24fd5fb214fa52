package scenarios

import (
	"embed"
	"io/fs"
	"strings"
	"sync"

	"livebazaar/scenarios/written"
	"livebazaar/sim"
	"livebazaar/sim/metric"
)

//go:embed bundled/*.toml
var embedded embed.FS

const baselineName = "baseline"

// DefaultStudy is the study that compare runs when none is named.
const DefaultStudy = "ranking-rules"

// product reads what users name: files of the operating system and the embedded ones.
var product = &loader{
	read:    written.ReadFile,
	found:   written.Find,
	bundled: bundledFile,
	names:   bundledNames,
	make:    sim.NewParams,
	metrics: metric.Names,
}

func bundledFile(name string) []byte {
	b, err := fs.ReadFile(embedded, "bundled/"+name+".toml")
	if err != nil {
		return nil
	}
	return b
}

var bundledNames = sync.OnceValue(func() []string {
	entries, err := embedded.ReadDir("bundled")
	if err != nil {
		panic("scenarios: " + err.Error()) // the files are part of the program
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = strings.TrimSuffix(e.Name(), ".toml")
	}
	return names
})
