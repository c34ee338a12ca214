package core

import "math/bits"

// chance is the core's own small generator (PCG-XSH-RR 64/32, O'Neill 2014). It is part of
// the state: the same inputs draw the same lots. Each process seeds it by Opened.
type chance struct {
	State uint64 `json:"state"`
}

// seed starts it anew.
func (c *chance) seed(s uint64) {
	c.State = s + pcgIncrement
	c.next()
}

const (
	pcgMultiplier = 6364136223846793005
	pcgIncrement  = 1442695040888963407
)

func (c *chance) next() uint32 {
	old := c.State
	c.State = old*pcgMultiplier + pcgIncrement
	return bits.RotateLeft32(uint32((old>>18^old)>>27), -int(old>>59))
}

// below draws a number from 0 to n-1 without favour (Lemire 2019).
func (c *chance) below(n uint32) uint32 {
	for {
		hi, lo := bits.Mul32(c.next(), n)
		if lo >= n || lo >= -n%n {
			return hi
		}
	}
}
