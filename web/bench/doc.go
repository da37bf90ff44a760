// Package bench measures the pages on ten years of a service's data, beside a bare handler in the
// same run, and holds that no page's queries grow with its rows. It holds tests and benchmarks
// only: `make bench` runs the benchmarks and prints a table; figures are read, never asserted.
package bench
