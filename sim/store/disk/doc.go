// Package disk writes the files of a result folder so that a stop at any moment, or a power cut, leaves each of them as it was or as it
// was to become. It knows nothing of what the files say.
//
// A file is staged beside its place, synced, and renamed (Site.Replace). Nothing is written or removed through a link, and nothing that
// the program did not write is replaced.
package disk
