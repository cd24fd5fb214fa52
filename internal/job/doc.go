// Package job describes, runs and draws a job: scenarios on their markets, kept in a result folder. It returns values (what will
// run, what memory that takes, how far it is, what came out, why it is refused) and writes to no screen, so that commands and
// other screens use it alike. What the results mean is for package judge.
package job
