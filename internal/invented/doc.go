// Package invented makes up a result folder, for tests of what is drawn and reported of one.
package invented
