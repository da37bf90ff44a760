// Package walks goes over every route and every form of the whole site: with impossible and hostile texts, with
// numbers past every end, twice, and while its author is disabled. There is nothing here but tests, and
// `make test-fast` leaves them out.
package walks
