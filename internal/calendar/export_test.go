package calendar

// Rows is how many closures and leaves were read.
func (r *Reading) Rows() int {
	n := 0
	for _, d := range r.off {
		if !d.First.IsZero() {
			n++
		}
	}
	return n
}
