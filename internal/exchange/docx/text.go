package docx

// Text is what Write makes a document of.
type Text struct {
	Title   string // in the document's properties, where programs that read aloud find it; it is not drawn
	Layout  Layout
	Letters []Letter
}

// Layout is how letters stand on their pages, A4 upright.
type Layout int8

// The layouts.
const (
	OnPages  Layout = iota // each letter begins on a new page numbered 1
	OnBadges               // ten a page, each 85 × 54 mm like a bank card; what is too long for one is cut
)

// Letter is one of a document's texts.
type Letter struct{ Blocks []Block }

// Block is a paragraph, a table, or where a page begins.
type Block struct {
	Kind  BlockKind
	Level int      // of a Heading: 1 to 3
	Words []Words  // of all but a Table and a PageBreak
	Rows  [][]Cell // of a Table: the first one holds its headings. Rows that are shorter than others end with empty cells
}

// BlockKind says what a block is.
type BlockKind int8

// The kinds of blocks.
const (
	Paragraph BlockKind = iota
	Title
	Heading
	Item // of a list with bullets
	Table
	PageBreak // what follows begins on a new page; nothing follows the last one
)

// Cell is what stands in one of a table.
type Cell []Words

// Words are some that are drawn alike. Their line ends and tabs are kept.
type Words struct {
	Text string
	Bold bool
}

// Plain is a text without anything bold.
func Plain(text string) []Words { return []Words{{Text: text}} }
