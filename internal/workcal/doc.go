// Package workcal knows days: the civil date, the days a service works, French
// public holidays, closures, leave and school holidays.
//
// It is pure: no input or output and no clock. Whoever needs "today" passes it in.
package workcal
