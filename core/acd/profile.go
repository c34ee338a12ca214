package acd

import (
	"encoding/binary"
	"slices"

	"gudok/fact"
	"gudok/id"
)

// A profile is all agents who can the same: with the same skills at the same levels. Agents on
// demand are another profile than the rest, for they come last.
type profile struct {
	n      int // its number
	key    string
	skills []SkillLevel // in the order of names, each once
	demand bool
	tier   int
	agents int // who have it; the number of one that nobody has is given to another

	lines    []*Line  // that it serves from the first moment, in the order of names
	serves   bitset   // classes
	reserves []*skill // of its skills those of which a line keeps some agents

	online int // signed in and not in a pause
	shift  int // signed in
	ready  [kinds]*order[*Agent]
	out    [reasons]*order[*Agent]
}

// Why an agent who is signed in is not ready, as far as a decision tells it.
const (
	outDevice = iota // available but for the device
	outPause
	outWrap
	reasons
)

// A skill is where profiles and lines that need each other find one another.
type skill struct {
	classes  []*class // whose line asks for it, or whose relaxations do
	profiles sparse
	ready    int // agents who have it and are ready, as long as there are keepers
	keepers  []*Line
}

func (s *State) skill(k id.Skill) *skill {
	sk := s.skills[k]
	if sk == nil {
		sk = &skill{}
		s.skills[k] = sk
	}
	return sk
}

func (p *profile) level(k id.Skill) int {
	for _, s := range p.skills {
		if s.Skill == k {
			return s.Level
		}
	}
	return 0
}

// tierOf is the tier of who has so many skills: specialists come before generalists.
func tierOf(skills int, demand bool) int {
	if demand {
		return fact.TierOnDemand
	}
	return min(max(skills, 1), fact.TierOnDemand-1)
}

// profileOf finds the agent's profile, or makes it.
func (s *State) profileOf(a *Agent) *profile {
	skills := make([]SkillLevel, 0, len(a.Skills))
	for _, k := range a.Skills {
		skills = append(skills, SkillLevel{k.Skill, min(max(k.Level, minLevel), maxLevel)})
	}
	slices.SortFunc(skills, func(x, y SkillLevel) int { return cmpString(x.Skill, y.Skill) })
	demand := a.Presence == OnDemand
	key := profileKey(skills, demand)
	if p := s.byKey[key]; p != nil {
		return p
	}
	p := &profile{key: key, skills: skills, demand: demand, tier: tierOf(len(skills), demand)}
	s.addProfile(p)
	return p
}

func profileKey(skills []SkillLevel, demand bool) string {
	b := make([]byte, 0, 128)
	if demand {
		b = append(b, '*')
	}
	for _, k := range skills {
		b = binary.AppendUvarint(append(append(b, k.Skill...), 0), uint64(k.Level))
	}
	return string(b)
}

func (s *State) addProfile(p *profile) {
	if n := len(s.freeProfiles); n > 0 {
		p.n, s.freeProfiles = s.freeProfiles[n-1], s.freeProfiles[:n-1]
		s.profiles[p.n] = p
	} else {
		p.n = len(s.profiles)
		s.profiles, s.readyN, s.tierN, s.headAt = append(s.profiles, p), append(s.readyN, 0), append(s.tierN, 0), append(s.headAt, 0)
		for r := range s.outAt {
			s.outAt[r] = append(s.outAt[r], 0)
		}
	}
	s.tierN[p.n] = uint8(p.tier)
	s.byKey[p.key] = p
	p.ready[byIdle] = newOrder(cmpAgents)
	for k := byIdle + 1; k < kinds; k++ {
		if s.using[k] > 0 {
			p.ready[k] = newOrder(k.cmp)
		}
	}
	for r := range p.out {
		p.out[r] = newOrder(cmpAgents)
	}
	for _, k := range p.skills {
		sk := s.skill(k.Skill)
		sk.profiles.set(p.n)
		if len(sk.keepers) > 0 {
			p.reserves = append(p.reserves, sk)
		}
		for _, c := range sk.classes {
			s.admit(c, p)
		}
	}
	s.pooled = false
}

// admit lets the profile serve the class if it may.
func (s *State) admit(c *class, p *profile) {
	if c.ret && p.demand || p.serves.has(c.n) || !c.line.takes(p, c.step) {
		return
	}
	p.serves.set(c.n)
	c.who.set(p.n)
	if c.step == 0 && !c.ret {
		i, _ := slices.BinarySearchFunc(p.lines, c.line.ID, func(x *Line, want id.Line) int { return cmpString(x.ID, want) })
		p.lines = slices.Insert(p.lines, i, c.line)
	}
}

// dropProfile forgets a profile that nobody has any more.
func (s *State) dropProfile(p *profile) {
	for _, k := range p.skills {
		sk := s.skill(k.Skill)
		sk.profiles.clear(p.n)
		for _, c := range sk.classes {
			c.who.clear(p.n)
		}
	}
	delete(s.byKey, p.key)
	s.profiles[p.n] = nil
	s.freeProfiles = append(s.freeProfiles, p.n)
	s.pooled = false
}

// seat gives the agent his profile, and takes back the one that he had.
func (s *State) seat(a *Agent) {
	was := a.profile
	p := s.profileOf(a)
	if p == was {
		return
	}
	p.agents++
	a.profile = p
	if was != nil {
		s.unseat(was)
	}
}

func (s *State) unseat(p *profile) {
	if p.agents--; p.agents == 0 {
		s.dropProfile(p)
	}
}

// A class is all items that the same agents may take: of one line, which have waited for the
// same steps; those of people and those of returns are apart.
type class struct {
	n     int // its number
	line  *Line
	step  int
	ret   bool
	who   sparse // profiles that may take its items
	items *order[*Item]
	stir  bool // agents may take its items who could not when they were last looked at
}

// classOf is where an item of the line is filed that has waited for so many steps.
func (s *State) classOf(l *Line, step int, ret bool) *class {
	kind := 0
	if ret {
		kind = 1
	}
	list := &l.classes[kind]
	for len(*list) <= step {
		*list = append(*list, nil)
	}
	if (*list)[step] == nil {
		(*list)[step] = s.addClass(l, step, ret)
	}
	return (*list)[step]
}

func (s *State) addClass(l *Line, step int, ret bool) *class {
	c := &class{line: l, step: step, ret: ret, items: newOrder(cmpPlaces)}
	if n := len(s.freeClasses); n > 0 {
		c.n, s.freeClasses = s.freeClasses[n-1], s.freeClasses[:n-1]
		s.classes[c.n] = c
	} else {
		c.n = len(s.classes)
		s.classes, s.heads = append(s.classes, c), append(s.heads, front{})
	}
	for _, k := range l.needs() {
		sk := s.skill(k)
		sk.classes = append(sk.classes, c)
		for i, w := range sk.profiles.at {
			for n, m := int(w)<<6, sk.profiles.bits[i]; m != 0; n, m = n+1, m>>1 {
				if m&1 != 0 {
					s.admit(c, s.profiles[n])
				}
			}
		}
	}
	s.pooled = false
	return c
}

// needs lists the skills by which agents may serve the line, each once.
func (l *Line) needs() []id.Skill {
	list := []id.Skill{l.Skill}
	for _, r := range l.Relax {
		for _, k := range r.Skills {
			if !slices.Contains(list, k) {
				list = append(list, k)
			}
		}
	}
	return list
}

// enlist gives the line its classes: one for each step.
func (s *State) enlist(l *Line) {
	for step := range len(l.Relax) + 1 {
		s.classOf(l, step, false)
	}
	if l.Keep.N > 0 {
		s.reserve(l)
	}
	s.use(l.kind(), 1)
}

// reserve counts the ready agents whom the line keeps back.
func (s *State) reserve(l *Line) {
	sk := s.skill(l.Keep.Skill)
	if sk.keepers = append(sk.keepers, l); len(sk.keepers) > 1 {
		return
	}
	sk.ready = 0
	for _, p := range s.profiles {
		if p != nil && p.level(l.Keep.Skill) > 0 {
			p.reserves = append(p.reserves, sk)
			sk.ready += int(s.readyN[p.n])
		}
	}
}

func (s *State) unreserve(l *Line) {
	sk := s.skill(l.Keep.Skill)
	sk.keepers = slices.DeleteFunc(sk.keepers, func(x *Line) bool { return x == l })
	if len(sk.keepers) > 0 {
		return
	}
	for _, p := range s.profiles {
		if p != nil {
			p.reserves = slices.DeleteFunc(p.reserves, func(x *skill) bool { return x == sk })
		}
	}
}

// delist takes them back. Nothing may wait in them.
func (s *State) delist(l *Line) {
	for _, list := range l.classes {
		for _, c := range list {
			if c == nil {
				continue
			}
			for _, k := range l.needs() {
				sk := s.skill(k)
				sk.classes = slices.DeleteFunc(sk.classes, func(x *class) bool { return x == c })
			}
			for i, w := range c.who.at {
				for n, m := int(w)<<6, c.who.bits[i]; m != 0; n, m = n+1, m>>1 {
					if m&1 != 0 {
						p := s.profiles[n]
						p.serves.clear(c.n)
						p.lines = slices.DeleteFunc(p.lines, func(x *Line) bool { return x == l })
					}
				}
			}
			s.classes[c.n] = nil
			s.freeClasses = append(s.freeClasses, c.n)
		}
	}
	l.classes = [2][]*class{}
	if l.Keep.N > 0 {
		s.unreserve(l)
	}
	s.use(l.kind(), -1)
	s.pooled = false
}
