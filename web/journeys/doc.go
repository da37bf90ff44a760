// Package journeys holds the whole site to what it owes its readers, in a real Chromium and on the
// demonstration's service: every page for every role, and the days of the people who use it, with
// and without JavaScript, at the keyboard and on paper. There is nothing here but tests.
package journeys
