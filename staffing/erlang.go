package staffing

// ErlangB is the share of calls that find all of n agents busy when nobody waits: the load
// is in erlangs (arrivals x mean handling time). The recursion is exact to the last bits for
// any load (Erlang 1917; the form B(n) = aB(n-1) / (n + aB(n-1)) has no factorials).
func ErlangB(n int, load float64) float64 {
	b := 1.0
	for i := 1; i <= n; i++ {
		b = load * b / (float64(i) + load*b)
	}
	return b
}

// ErlangC is the share of calls that have to wait for one of n agents when everybody waits as
// long as it takes. Of a load that n agents cannot carry it is 1.
func ErlangC(n int, load float64) float64 {
	if float64(n) <= load {
		return 1
	}
	b := ErlangB(n, load)
	return b / (1 - load/float64(n)*(1-b))
}

// AgentsForBlocking is the least number of agents, or of lines, at which at most the share of
// calls finds all busy (Erlang B). A share of 0 or less is never reached: -1.
func AgentsForBlocking(load, share float64) int {
	if share <= 0 {
		return -1
	}
	b := 1.0
	for n := 0; n <= maxAgents; n++ {
		if n > 0 {
			b = load * b / (float64(n) + load*b)
		}
		if b <= share {
			return n
		}
	}
	return -1
}

// maxAgents is where a search for a number of agents ends: ten of the largest centres that
// there are; beyond it the question is mistaken.
const maxAgents = 100_000
