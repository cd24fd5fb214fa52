// Package ink puts lines, areas and texts on a page: small, repeatable SVG and PNG, in one face that has every character or says which it
// lacks, and texts broken and shortened to the room there is. It knows nothing of markets.
package ink
