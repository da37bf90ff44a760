//go:build !race

package table_test

// slack is how many times more memory may be taken than is meant to.
const slack = 1
