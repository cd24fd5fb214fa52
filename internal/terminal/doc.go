// Package terminal shows what commands have to say: tables that fit the terminal, text wrapped between words, colours, bars that move,
// and what the results of a job mean, in English and Chinese. What the numbers are is for package judge.
package terminal
