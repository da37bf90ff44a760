//go:build race

package table_test

// slack is how many times more memory may be taken than is meant to: the detector of races slows what collects it more than what
// fills it.
const slack = 3
