package plansheet

// KnownHeader lets tests find the separator as Decode does.
var KnownHeader = knownHeader
