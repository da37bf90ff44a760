package urls

// AnyAct is what UndoAct names, for the router.
const AnyAct = "{act}"

// UndoAct takes back what somebody did by one gesture.
func UndoAct(act string) string { return "/gestes/" + act + "/annulation" }
