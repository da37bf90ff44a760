package xlsform

// Simpler, Marked and PlainText are for the tests of what is written and read again.
var (
	Simpler   = simpler
	Marked    = marked
	PlainText = plainText
)
