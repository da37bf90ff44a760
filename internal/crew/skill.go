package crew

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// The bounds of skills.
const (
	MaxSkillName = 60 // characters
	MaxSkills    = 30 // of one person
)

// Skill is something that people know how to do: a language, first aid, telling stories.
type Skill struct {
	ID   int64
	Name string
}

// SkillDraft is what a person types about a skill.
type SkillDraft struct{ Name string }

// KeptSkill is a skill in the list of all.
type KeptSkill struct {
	SkillDraft
	ID        int64
	Holders   int // how many active people have it
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// Subject is the skill as the journal names it.
func (s KeptSkill) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Skill, ID: s.ID, Name: s.Name}
}

// SkillFields lists what is told of a skill.
var SkillFields = field.List[SkillDraft]{{Name: "nom", Label: "Nom", Value: func(d SkillDraft) string { return d.Name }}}

// Tidy trims the text.
func (d SkillDraft) Tidy() SkillDraft {
	d.Name = french.OneLine(d.Name)
	return d
}

// Check lists what must be mended before the skill can be kept.
func (d SkillDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Name != "", "nom", "Veuillez donner un nom à la compétence.")
	p.CheckText("nom", d.Name, MaxSkillName)
	p.Require(!strings.ContainsAny(d.Name, ",;"), "nom", "Le nom d’une compétence ne contient ni virgule ni point-virgule\u00a0: veuillez en ajouter une à la fois.")
	return p
}

// SplitSkills reads names parted by commas or lines, each once whatever its capitals and accents.
func SplitSkills(text string) []string {
	var names []string
	seen := map[string]bool{}
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ';' || r == '\n' }) {
		name := french.OneLine(part)
		if folded := french.Fold(name); name != "" && !seen[folded] {
			seen[folded] = true
			names = append(names, name)
		}
	}
	return names
}

// JoinSkills writes names as SplitSkills reads them, by name.
func JoinSkills(names []string) string {
	sorted := slices.Clone(names)
	slices.SortFunc(sorted, func(a, b string) int { return cmp.Or(cmp.Compare(french.Fold(a), french.Fold(b)), cmp.Compare(a, b)) })
	return strings.Join(sorted, ", ")
}

// checkSkills refuses too many names, and too long ones.
func checkSkills(p *fault.Problems, names []string) {
	p.Require(len(names) <= MaxSkills, "competences", "Une personne a au plus "+french.Number(MaxSkills)+" compétences.")
	for _, one := range names {
		p.CheckText("competences", one, MaxSkillName)
	}
}
