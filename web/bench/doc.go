// Package bench measures the pages over HTTP on ten years of a service's data, each beside a bare
// page with as many rows in the same run, those of the largest directory, and the memory of a server
// that waits; it holds that no page's queries grow with its rows. `make bench` runs the benchmarks and prints tables; figures
// are read, never asserted.
package bench
