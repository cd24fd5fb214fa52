// Package scenarios reads scenario and study files: what they may say, what is wrong with them and where, and what
// they mean once every default is filled in.
//
// A scenario is a short TOML file that says only what differs from another one (extends); all of them rest on the
// defaults that the mechanisms declare in agents/param. A study lists scenarios, the one that is the baseline, and what
// is predicted before anything is run. Both come from a path or, by name, from the files embedded here.
//
// Reading order: package written (bytes to a document that knows where everything stands), layer.go (a document laid over the
// parameters), load.go with extends.go and override.go (a scenario), study.go. A command reads through reader.go, with
// pattern.go. What people type is judged by meant.go and brackets.go. The rest turns parameters back into text: resolved.go,
// schema.go, reference.go, migrate.go, listing.go, copies.go.
package scenarios
