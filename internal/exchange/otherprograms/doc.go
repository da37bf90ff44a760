// Package otherprograms has only tests: an independent program, which knows far more of spreadsheets and takes long to
// compile, reads the workbooks that Parvis writes and writes some that Parvis reads. `make test-fast` leaves it out.
package otherprograms
