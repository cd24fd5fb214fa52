// Package scenarios reads scenario and study files: what they may say, what is wrong with them and where, and what
// they mean once every default is filled in.
//
// A scenario is a short TOML file that says only what differs from another one (extends); all of them rest on the
// defaults that the mechanisms declare in agents/param. A study lists scenarios, the one that is the baseline, and what
// is predicted before anything is run. Both come from a path or, by name, from the files embedded here.
//
// Reading order: read.go and position.go (bytes to a document that knows where everything stands), layer.go (a document
// laid over the parameters), load.go with extends.go and override.go (a scenario), study.go. reader.go with pipe.go and
// pattern.go are what a command reads through; text.go, meant.go and brackets.go judge what people type. The rest turns parameters
// back into text: resolved.go, schema.go, reference.go, migrate.go, listing.go, copies.go.
package scenarios
